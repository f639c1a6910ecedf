"""What every desk page shows around its content: navigation and who is signed in."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from danbiet.accounts.models import User

from .queries import Rights
from .queries.counting import counted_together
from .registry import NavEntry, nav_entries


def desk(request: HttpRequest) -> dict[str, Any]:
    """Navigation, person and rights for pages behind the door; nothing elsewhere. Numbers are counted only when shown."""
    rights: Rights | None = getattr(request, "rights", None)
    if rights is None:
        return {}
    return {
        "desk_nav": SimpleLazyObject(lambda: navigation(rights, path=request.path)),
        "me": _me(request, rights),
        "rights": rights,
    }


def navigation(rights: Rights, *, path: str) -> list[dict[str, Any]]:
    """The sections with the entries this person may open, the one they are in marked."""
    shown = [(entry, url) for entry in nav_entries() if entry.allowed(rights) and (url := _url(entry))]
    # The front page's address begins every other one: it is current only on itself.
    front = next((url for _, url in shown if all(other.startswith(url) for _, other in shown)), "")
    inside = [url for _, url in shown if path == url or (url != front and path.startswith(url))]
    current = max(inside, key=len, default="")
    rows = [entry.rows(rights) if entry.rows else None for entry, _ in shown]
    sections: dict[str, dict[str, Any]] = {}
    for (entry, url), number in zip(shown, counted_together(rows), strict=True):
        section = sections.setdefault(entry.section_key, {"label": entry.section_label, "items": []})
        section["items"].append(
            {
                "label": entry.label,
                "url": url,
                "count": entry.count(rights) if entry.count else number if entry.rows else None,
                "is_due": entry.is_due,
                "is_current": url == current,
            }
        )
    top = sections.pop("", None)
    return [{**top, "label": ""}, *sections.values()] if top else list(sections.values())


def _url(entry: NavEntry) -> str:
    try:
        return reverse(entry.url_name)
    except NoReverseMatch:  # a part that is switched off leaves no dead link
        return ""


def _me(request: HttpRequest, rights: Rights) -> dict[str, str]:
    user = request.user
    return {
        "name": user.full_name if isinstance(user, User) else "",
        "role": str(rights.home_role.label) if rights.home_role else "",
        "unit": rights.tree.name(rights.home_unit_id) if rights.home_unit_id is not None else "",
        "url": reverse("accounts:password"),
    }
