"""The pages this process keeps."""

from __future__ import annotations

from django.conf import settings

from .calc.pages import Pages

PAGES = Pages(settings.DANBIET_PAGES_MB * 1024 * 1024)
