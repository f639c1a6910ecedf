from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from ..enums import FileRole, VideoState


class Video(models.Model):
    """A film and the forms made of it. Its number is its address for ever; a replacement raises `version`."""

    title = models.CharField(_("title"), max_length=200)
    unit = models.ForeignKey("org.Unit", verbose_name=_("unit"), on_delete=models.PROTECT, related_name="+")
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    is_public = models.BooleanField(default=False)
    version = models.PositiveIntegerField(default=1)
    state = models.CharField(
        max_length=8, choices=[(one.value, one.value) for one in VideoState], default=VideoState.WAITING
    )
    progress = models.PositiveSmallIntegerField(default=0)  # per cent of the work on this version
    attempts = models.PositiveSmallIntegerField(default=0)
    seen_at = models.DateTimeField(null=True)  # last sign of life of whoever works on it
    failure = models.TextField(blank=True)
    source = models.CharField(max_length=80, blank=True)  # the uploaded file not yet taken into the store
    source_name = models.CharField(_("file name"), max_length=255, blank=True)
    source_size = models.PositiveBigIntegerField(default=0)
    duration = models.FloatField(_("duration"), default=0)  # seconds
    width = models.PositiveIntegerField(default=0)  # as shown, after turning
    height = models.PositiveIntegerField(default=0)
    has_sound = models.BooleanField(default=True)
    transcript = models.TextField(_("transcript"), blank=True)

    class Meta:
        verbose_name = _("video")
        verbose_name_plural = _("videos")
        indexes = [models.Index(fields=["-uploaded_at", "-id"], name="media_video_newest")]
        constraints = [
            models.CheckConstraint(condition=Q(progress__lte=100), name="media_video_progress"),
            models.CheckConstraint(condition=Q(duration__gte=0), name="media_video_duration"),
        ]

    def __str__(self) -> str:
        return self.title


def video_place(file: VideoFile, name: str) -> str:
    """The file's place in the store: one folder for each version, so that a version goes as a whole."""
    return f"video/{file.video_id}/{file.version}/{file.name}"


class VideoFile(models.Model):
    """One file of one version of a video. A row comes only after its file is whole."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="files")
    version = models.PositiveIntegerField()
    role = models.CharField(max_length=8, choices=[(one.value, one.value) for one in FileRole])
    name = models.CharField(max_length=80)  # the last part of its address
    content = models.FileField(upload_to=video_place, max_length=160)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["video", "version", "name"], name="media_videofile_once")
        ]

    def __str__(self) -> str:
        return f"{self.video_id}/{self.version}/{self.name}"


class Track(models.Model):
    """Subtitles of a video in a language, as clean WebVTT."""

    video = models.ForeignKey(Video, on_delete=models.CASCADE, related_name="tracks")
    language = models.CharField(_("language"), max_length=8)
    label = models.CharField(_("label"), max_length=60)
    content = models.TextField()
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["video", "language"], name="media_track_once"),
        ]

    def __str__(self) -> str:
        return f"{self.video_id} {self.language}"
