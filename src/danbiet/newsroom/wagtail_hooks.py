"""What editors meet in Wagtail's admin, and what they do not."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet
from wagtail.log_actions import LogFormatter

from danbiet.org.permissions import is_province_office

from .blocks import VideoChooserWidget
from .permissions import page_choices, rights_today
from .queries.approval import return_of
from .views.approval_admin import WaitingPanel
from .views.choosers import ChooseVideo, ChooseVideoResults, VideoChosen, VideosChosen

# What stays in the menu on the left: the pages, the files, the reports of editors' own work. The rest is kept on the desk.
KEPT_MENU = {"explorer", "images", "documents", "reports", "desk", "redirects"}


@hooks.register("construct_main_menu")
def keep_menu_short(_request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in KEPT_MENU]


@hooks.register("construct_reports_menu")
def keep_reports_known(request: HttpRequest, items: list[Any]) -> None:
    """The report by kinds of pages names the newest page of each, whosever it is: for the reform office alone."""
    if not is_province_office(rights_today(request.user)):
        items[:] = [item for item in items if item.name != "page-types-usage"]


@hooks.register("register_admin_menu_item")
def back_to_the_desk() -> MenuItem:
    return MenuItem(
        _("Back to the desk"), reverse("portal:desk-home"), name="desk", icon_name="arrow-left", order=1
    )


@hooks.register("construct_page_chooser_queryset")
def choose_among_known_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Live pages of everybody, drafts of one's own units."""
    return pages & page_choices(rights_today(request.user))


@hooks.register("insert_global_admin_css")
def look_of_the_rooms() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("danbiet/css/rooms.css"))


@hooks.register("insert_global_admin_js")
def names_of_boxes() -> SafeString:
    """Names for screen readers where Wagtail gives none."""
    return format_html('<script type="module" src="{}"></script>', static("danbiet/js/rooms.js"))


class VideoChooserViewSet(ChooserViewSet):
    """Videos to put on a page: public ones, and those of the units the person writes for."""

    model = "media.Video"
    icon = "media"
    choose_one_text = _("Choose a video")
    choose_another_text = _("Choose another video")
    widget_class = VideoChooserWidget
    choose_view_class = ChooseVideo
    choose_results_view_class = ChooseVideoResults
    chosen_view_class = VideoChosen
    chosen_multiple_view_class = VideosChosen


@hooks.register("register_admin_viewset")
def videos_to_choose() -> VideoChooserViewSet:
    return VideoChooserViewSet("newsroom_video_chooser", url_prefix="chon-video")


@hooks.register("construct_homepage_panels")
def what_waits(_request: HttpRequest, panels: list[Any]) -> None:
    """Ours says until when and by whom; Wagtail's list of the same leads past the decision's own page."""
    panels[:] = [panel for panel in panels if getattr(panel, "name", "") != "workflow_objects_to_moderate"]
    panels.append(WaitingPanel())


@hooks.register("before_edit_page")
def say_why_it_came_back(request: HttpRequest, page: Any) -> None:
    """The author reads the reason on the page itself."""
    back = return_of(page.pk) if request.method == "GET" else None
    if back is not None:
        by = back.finished_by.full_name if back.finished_by else ""
        said = _("Returned by %(by)s: %(reason)s") % {"by": by, "reason": back.comment}
        messages.warning(request, escape(said))


class CorrectionInHistory(LogFormatter):
    """A correction with its note."""

    label = _("Correction shown to readers")

    def format_message(self, entry: Any) -> str:
        return _("Correction: %(note)s") % {"note": entry.data.get("note", "")}


@hooks.register("register_log_actions")
def changes_of_known_pages(actions: Any) -> None:
    """The history of a page says which new version was a small change and which a correction, with its note."""

    actions.register_action("newsroom.minor", _("Small change of form"), _("Small change of form"))
    actions.register_action("newsroom.correction")(CorrectionInHistory)
