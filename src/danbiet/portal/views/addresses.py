"""Addresses of pages that may be switched off."""

from __future__ import annotations

from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse


def address(name: str, *args: int, fallback: str = "", **query: object) -> str:
    """The page's address with a query; the fallback where there is no such page."""
    try:
        found = reverse(name, args=args)
    except NoReverseMatch:
        return fallback
    kept = {key: value for key, value in query.items() if value not in ("", None)}
    return f"{found}?{urlencode(kept)}" if kept else found
