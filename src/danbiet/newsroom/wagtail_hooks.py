"""What editors meet in Wagtail's admin, and what they do not."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.viewsets.chooser import ChooserViewSet

from .blocks import VideoChooserWidget
from .permissions import page_choices, rights_today
from .views.choosers import ChooseVideo, ChooseVideoResults, VideoChosen, VideosChosen

# What stays in the menu on the left: the pages, the files, the reports of editors' own work. The rest is kept on the desk.
KEPT_MENU = {"explorer", "images", "documents", "reports", "desk", "redirects"}


@hooks.register("construct_main_menu")
def keep_menu_short(_request: HttpRequest, items: list[Any]) -> None:
    items[:] = [item for item in items if item.name in KEPT_MENU]


@hooks.register("register_admin_menu_item")
def back_to_the_desk() -> MenuItem:
    return MenuItem(
        _("Back to the desk"), reverse("portal:desk-home"), name="desk", icon_name="arrow-left", order=1
    )


@hooks.register("construct_page_chooser_queryset")
def choose_among_known_pages(pages: QuerySet, request: HttpRequest) -> QuerySet:
    """Live pages of everybody, drafts of one's own units."""
    return pages & page_choices(rights_today(request.user))


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
