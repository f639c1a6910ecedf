from __future__ import annotations

from typing import Any

from django.apps import apps
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.admin.widgets.chooser import BaseChooser
from wagtail.documents.blocks import DocumentChooserBlock


class FileBlock(blocks.StructBlock):
    """An attached file, named as readers should see it."""

    attachment = DocumentChooserBlock(label=_("File"))
    label = blocks.CharBlock(
        label=_("Name shown"),
        required=False,
        max_length=200,
        help_text=_("Empty: the title kept with the file."),
    )

    class Meta:
        label = _("File")
        icon = "doc-full"
        template = "newsroom/blocks/file.html"


class VideoChooserWidget(BaseChooser):
    """Chooses a video of the media library (uploaded on the desk, where interrupted uploads go on)."""

    choose_one_text = _("Choose a video")
    choose_another_text = _("Choose another video")
    show_edit_link = False
    icon = "media"
    model = "media.Video"
    chooser_modal_url_name = "newsroom_video_chooser:choose"


class VideoChooserBlock(blocks.ChooserBlock):
    @cached_property
    def target_model(self) -> Any:
        return apps.get_model("media", "Video")

    @cached_property
    def widget(self) -> VideoChooserWidget:
        return VideoChooserWidget()

    class Meta:
        icon = "media"


class VideoBlock(blocks.StructBlock):
    """A video of the library in the text."""

    video = VideoChooserBlock(label=_("Video"))
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=300)

    class Meta:
        label = _("Video")
        icon = "media"
        template = "newsroom/blocks/video.html"
