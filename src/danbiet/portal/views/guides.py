"""The guides of docs/ in the product: the citizens' in public, all four on the desk, first the one for the person's role."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import Rights, tree
from danbiet.org.views import DeskRequest, desk_view, found, from_home
from danbiet.pagecache.registry import kept

from ..render.guides import Addresses, Guide, picture_of, read_guide

HOUR = 3600
CITIZENS, OFFICERS, EDITORS, OFFICE = "nguoi-dan", "can-bo", "bien-tap", "quan-tri"
LABELS: dict[str, str | Promise] = {
    OFFICERS: pgettext_lazy("guide", "Officers and heads"),
    EDITORS: pgettext_lazy("guide", "Editing and broadcasting"),
    OFFICE: pgettext_lazy("guide", "Administration"),
    CITIZENS: pgettext_lazy("guide", "Citizens"),
}


@require_safe
@kept(seconds=HOUR)
def public_guide(request: HttpRequest) -> HttpResponse:
    """The citizens' guide. It has no other language than Vietnamese."""
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    context = {"guide": _guide(CITIZENS), "crumbs": from_home(_("Guide"))}
    return render(request, "portal/guide_public.html", context)


@require_safe
@desk_view
def desk_guide(request: DeskRequest, key: str = "") -> HttpResponse:
    """The guide for the person's role, or one of the others by its key: none holds a secret."""
    shown = key or guide_for(request.rights)
    if shown not in LABELS:
        raise Http404
    context: dict[str, Any] = {
        "guide": _guide(shown),
        "tabs": [
            {"label": label, "url": reverse("portal:guide-desk", args=[one]), "count": "", "is_current": one == shown}
            for one, label in LABELS.items()
        ],
        "crumbs": [{"label": _("Guide"), "url": ""}],
    }  # fmt: skip
    return render(request, "portal/guide_desk.html", context)


@require_safe
def guide_picture(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """A picture of a guide: of the demonstration year, for everybody."""
    path = found(picture_of(folder_of(key), name)) if key in LABELS else found(None)
    answer = HttpResponse(path.read_bytes(), content_type="image/png")  # some sixty kB
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return answer


def guide_for(rights: Rights) -> str:
    """Which guide a person opens first: the province's office its own, who is nothing but an editor theirs, others the officers'."""
    if is_province_office(rights):
        return OFFICE
    roles = {role for role, _unit in rights.roles}
    return EDITORS if roles == {Role.EDITOR} else OFFICERS


def folder_of(key: str) -> Path:
    """Where a guide lies: beside the program, as the repository and the installer put it."""
    return Path(settings.ROOT) / "docs" / key


def _guide(key: str) -> Guide:
    """The guide as it stands in its file now. 404 where the documents did not come along."""
    try:
        changed = (folder_of(key) / "README.md").stat().st_mtime_ns
    except FileNotFoundError:
        raise Http404(_("The guides are not installed beside the program.")) from None
    return _read(key, changed)


@lru_cache(maxsize=8)
def _read(key: str, _changed: int) -> Guide:
    def page(path: str) -> str:
        other = path.removeprefix("../").removesuffix("/README.md")
        return reverse("portal:guide-desk", args=[other]) if other in LABELS else ""

    def picture(name: str) -> str:
        return reverse("portal:guide-picture", args=[key, name])

    return read_guide(folder_of(key), Addresses(picture=picture, page=page))
