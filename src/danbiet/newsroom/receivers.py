"""What the newsroom does when something happened elsewhere."""

from __future__ import annotations

from typing import Any

from django.apps import AppConfig
from django.db import connections

from .actions import ensure_sections

_NEEDED = {
    "newsroom_sectionpage",
    "newsroom_portalpage",
    "wagtailcore_site",
    "wagtailcore_grouppagepermission",
    "auth_permission",
}


def make_sections(sender: AppConfig, using: str, **_: Any) -> None:
    """After migrations (and after a test emptied every table) the sections are there again."""
    if set(connections[using].introspection.table_names()) >= _NEEDED:
        ensure_sections()
