from django.apps import AppConfig
from django.db.models.signals import post_migrate, pre_save
from django.utils.translation import gettext_lazy as _


class NewsroomConfig(AppConfig):
    name = "danbiet.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        from danbiet.org.registry import OpenWork, register_open_work

        from .actions.succession import pass_on_texts, texts_in_hand

        register_open_work(
            OpenWork("newsroom.texts", _("Texts not published yet"), texts_in_hand, pass_on_texts)
        )
        from wagtail.models import Revision
        from wagtail.signals import page_published, page_slug_changed, page_unpublished, post_page_move

        from danbiet.cms.signals import attachment_read
        from danbiet.media.registry import register_reader, register_video_referrer
        from danbiet.org.registry import register_carrier, register_nav

        from .forms import DraftCopyForm, PublicPageForm
        from .models import PublicPage
        from .permissions import PageTester, install, may_enter
        from .permissions.good_models import may_see_models
        from .permissions.videos import may_see_videos
        from .queries.approval import count_waiting
        from .queries.handover import CARRIER
        from .queries.videos_used import uses_of_videos
        from .receivers import (
            make_sections,
            on_attachment_read,
            on_moved,
            on_published,
            on_scheduling,
            on_slug_changed,
            on_unpublished,
        )
        from .registry import register_preview, register_steps, register_tester
        from .views.approval_admin import silence_wagtails_letters
        from .views.good_models import to_verify
        from .views.items import preview
        from .views.steps import WagtailSteps
        from .views.videos import is_official

        register_tester(PageTester)
        register_steps(WagtailSteps())
        silence_wagtails_letters()
        install()
        register_preview(preview)
        PublicPage.base_form_class = PublicPageForm  # models look down only, forms stand above them
        PublicPage.copy_form_class = DraftCopyForm
        register_nav(
            "newsroom", _("Newsroom"), _("Write and publish"), "wagtailadmin_home", may_enter, order=60
        )
        register_nav(
            "newsroom",
            _("Newsroom"),
            _("Texts on their way"),
            "newsroom:text-list",
            may_enter,
            count_waiting,
            order=59,
        )
        register_nav(
            "newsroom", _("Newsroom"), _("Film library"), "newsroom:video-list", may_see_videos, order=61
        )
        register_nav(
            "newsroom",
            _("Newsroom"),
            _("Good models"),
            "newsroom:model-list",
            may_see_models,
            rows=to_verify,
            order=62,
        )
        register_reader(is_official)
        register_carrier(CARRIER)
        register_video_referrer(uses_of_videos)
        post_migrate.connect(make_sections, sender=self, dispatch_uid="newsroom.sections")
        pre_save.connect(on_scheduling, sender=Revision, dispatch_uid="newsroom.scheduling")
        attachment_read.connect(on_attachment_read, dispatch_uid="newsroom.attachment_read")
        page_published.connect(on_published, dispatch_uid="newsroom.published")
        page_unpublished.connect(on_unpublished, dispatch_uid="newsroom.unpublished")
        post_page_move.connect(on_moved, dispatch_uid="newsroom.moved")
        page_slug_changed.connect(on_slug_changed, dispatch_uid="newsroom.slug")
