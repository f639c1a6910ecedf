"""A web process of `bench.questions_rush`: the application as it is, without a build of the style sheets."""

from __future__ import annotations

import os

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")

from django.conf import settings

settings.STORAGES = {
    **settings.STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}

from danbiet.config.wsgi import application  # noqa: E402 - after the settings

__all__ = ["application"]
