import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import danbiet.kit.tables
import danbiet.media.enums
import danbiet.media.models.stored
import danbiet.media.models.video


class Migration(migrations.Migration):
    replaces = [("media", "0001_initial"), ("media", "0002_videos_and_uploads")]

    initial = True

    dependencies = [
        ("accounts", "__first__"),
        ("org", "0001_tables"),
    ]

    operations = [
        danbiet.kit.tables.MakeTables(
            models=[
                migrations.CreateModel(
                    name="StoredFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("sha256", models.CharField(db_index=True, max_length=64)),
                        ("name", models.CharField(max_length=255, verbose_name="file name")),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField(verbose_name="size in bytes")),
                        (
                            "content",
                            models.FileField(
                                max_length=120, upload_to=danbiet.media.models.stored.stored_name
                            ),
                        ),
                        ("uploaded_at", models.DateTimeField()),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "file",
                    },
                ),
                migrations.CreateModel(
                    name="Video",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("title", models.CharField(max_length=200, verbose_name="title")),
                        ("uploaded_at", models.DateTimeField()),
                        ("is_public", models.BooleanField(default=False)),
                        ("version", models.PositiveIntegerField(default=1)),
                        (
                            "state",
                            models.CharField(
                                choices=[
                                    ("waiting", "waiting"),
                                    ("working", "working"),
                                    ("playable", "playable"),
                                    ("ready", "ready"),
                                    ("failed", "failed"),
                                ],
                                default=danbiet.media.enums.VideoState["WAITING"],
                                max_length=8,
                            ),
                        ),
                        ("progress", models.PositiveSmallIntegerField(default=0)),
                        ("attempts", models.PositiveSmallIntegerField(default=0)),
                        ("seen_at", models.DateTimeField(null=True)),
                        ("failure", models.TextField(blank=True)),
                        ("source", models.CharField(blank=True, max_length=80)),
                        (
                            "source_name",
                            models.CharField(blank=True, max_length=255, verbose_name="file name"),
                        ),
                        ("source_size", models.PositiveBigIntegerField(default=0)),
                        ("duration", models.FloatField(default=0, verbose_name="duration")),
                        ("width", models.PositiveIntegerField(default=0)),
                        ("height", models.PositiveIntegerField(default=0)),
                        ("has_sound", models.BooleanField(default=True)),
                        ("transcript", models.TextField(blank=True, verbose_name="transcript")),
                        (
                            "unit",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to="org.unit",
                                verbose_name="unit",
                            ),
                        ),
                        (
                            "uploaded_by",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.PROTECT,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                    ],
                    options={
                        "verbose_name": "video",
                        "verbose_name_plural": "videos",
                        "indexes": [models.Index(fields=["-uploaded_at", "-id"], name="media_video_newest")],
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("progress__lte", 100)), name="media_video_progress"
                            ),
                            models.CheckConstraint(
                                condition=models.Q(("duration__gte", 0)), name="media_video_duration"
                            ),
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Upload",
                    fields=[
                        (
                            "id",
                            models.UUIDField(
                                default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                            ),
                        ),
                        ("name", models.CharField(max_length=255)),
                        ("size", models.PositiveBigIntegerField()),
                        ("offset", models.PositiveBigIntegerField(default=0)),
                        ("details", models.JSONField(default=dict)),
                        ("lease", models.UUIDField(null=True)),
                        (
                            "state",
                            models.CharField(
                                choices=[("open", "open"), ("done", "done"), ("refused", "refused")],
                                default=danbiet.media.enums.UploadState["OPEN"],
                                max_length=8,
                            ),
                        ),
                        ("refusal", models.TextField(blank=True)),
                        ("created_at", models.DateTimeField()),
                        ("seen_at", models.DateTimeField(db_index=True)),
                        (
                            "user",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="+",
                                to=settings.AUTH_USER_MODEL,
                            ),
                        ),
                        (
                            "video",
                            models.ForeignKey(
                                null=True,
                                on_delete=django.db.models.deletion.SET_NULL,
                                related_name="+",
                                to="media.video",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.CheckConstraint(
                                condition=models.Q(("offset__lte", models.F("size"))),
                                name="media_upload_within_size",
                            )
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="Track",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("language", models.CharField(max_length=8, verbose_name="language")),
                        ("label", models.CharField(max_length=60, verbose_name="label")),
                        ("content", models.TextField()),
                        ("revision", models.PositiveIntegerField(default=1)),
                        (
                            "video",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="tracks",
                                to="media.video",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(fields=("video", "language"), name="media_track_once")
                        ],
                    },
                ),
                migrations.CreateModel(
                    name="VideoFile",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                            ),
                        ),
                        ("version", models.PositiveIntegerField()),
                        (
                            "role",
                            models.CharField(
                                choices=[
                                    ("original", "original"),
                                    ("mp4", "mp4"),
                                    ("poster", "poster"),
                                    ("master", "master"),
                                    ("playlist", "playlist"),
                                    ("segments", "segments"),
                                ],
                                max_length=8,
                            ),
                        ),
                        ("name", models.CharField(max_length=80)),
                        (
                            "content",
                            models.FileField(
                                max_length=160, upload_to=danbiet.media.models.video.video_place
                            ),
                        ),
                        ("content_type", models.CharField(max_length=100)),
                        ("size", models.PositiveBigIntegerField()),
                        ("width", models.PositiveIntegerField(default=0)),
                        ("height", models.PositiveIntegerField(default=0)),
                        (
                            "video",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="files",
                                to="media.video",
                            ),
                        ),
                    ],
                    options={
                        "constraints": [
                            models.UniqueConstraint(
                                fields=("video", "version", "name"), name="media_videofile_once"
                            )
                        ],
                    },
                ),
            ],
        ),
    ]
