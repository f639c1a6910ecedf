"""The guides and papers of docs/ in the product: the citizens' in public, on the desk first the one for the person's role, and
papers on the machine for who runs it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.permissions import is_province_office
from danbiet.org.queries import tree
from danbiet.org.views import DeskRequest, desk_view, found, from_home, must
from danbiet.pagecache.registry import kept

from ..queries.guides import CITIZENS, INDEX, PAPERS, Paper, guide_for, linked, papers_for, target_of
from ..render.guides import Addresses, Guide, picture_of, read_guide

HOUR = 3600


@require_safe
@kept(seconds=HOUR)
def public_guide(request: HttpRequest) -> HttpResponse:
    """The citizens' guide. It has no other language than Vietnamese."""
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    context = {"guide": _guide(PAPERS[CITIZENS], is_office=False), "crumbs": from_home(_("Guide"))}
    return render(request, "portal/guide_public.html", context)


@require_safe
@desk_view
def desk_guide(request: DeskRequest, key: str = "") -> HttpResponse:
    """The guide for the person's role, or another by its key: none holds a secret. Papers on the machine are for the province's office."""
    paper = PAPERS.get(key or guide_for(request.rights))
    if paper is None:
        raise Http404
    is_office = is_province_office(request.rights)
    must(
        is_office or not paper.is_for_office,
        _("Only the reform office of the province, which runs the site, reads this."),
    )
    guide = _guide(paper, is_office=is_office)
    crumbs = [{"label": _("Guide"), "url": reverse("portal:guide-home")}, {"label": guide.title, "url": ""}]
    context: dict[str, Any] = {
        "guide": guide, "tabs": _tabs(request, paper), "crumbs": crumbs, "others": _others(request, paper),
    }  # fmt: skip
    return render(request, "portal/guide_desk.html", context)


def _tabs(request: DeskRequest, paper: Paper) -> list[dict[str, Any]]:
    shown = paper.part or paper.key
    return [
        {"label": one.label, "url": _address(one), "count": "", "is_current": one.key == shown}
        for one in papers_for(request.rights) if one.label
    ]  # fmt: skip


def _others(request: DeskRequest, paper: Paper) -> list[dict[str, Any]]:
    """The pages of the same part with their titles; nothing for a guide that is one page."""
    part = paper.part or paper.key
    pages = [one for one in papers_for(request.rights) if one.part == part]
    return [
        {"title": _guide(one, is_office=True).title, "url": _address(one), "is_current": one == paper}
        for one in (PAPERS[part], *pages)
    ] if pages else []  # fmt: skip


def _address(paper: Paper) -> str:
    return reverse("portal:guide-desk", args=[paper.key])


@require_safe
def guide_picture(request: HttpRequest, key: str, name: str) -> HttpResponse:
    """A picture of a guide: of the demonstration year, for everybody."""
    path = found(picture_of(_file(PAPERS[key]), name) if key in PAPERS else None)
    answer = HttpResponse(path.read_bytes(), content_type="image/png")  # some sixty kB
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = f"public, max-age={HOUR}"
    return answer


def _file(paper: Paper) -> Path:
    """Where a guide lies: beside the program, as the repository and the installer put it."""
    return Path(settings.ROOT) / "docs" / paper.file


def _guide(paper: Paper, *, is_office: bool) -> Guide:
    """The guide as it stands in its file now. 404 where the documents did not come along."""
    try:
        changed = _file(paper).stat().st_mtime_ns
    except FileNotFoundError:
        raise Http404(_("The guides are not installed beside the program.")) from None
    return _read(paper, is_office, changed)


@lru_cache(maxsize=64)  # all of them as both readers see them
def _read(paper: Paper, is_office: bool, _changed: int) -> Guide:  # noqa: FBT001 - the key of a cache
    def page(path: str) -> str:
        if target_of(paper, path) == INDEX:
            return reverse("portal:guide-home")
        other = linked(paper, path)
        return _address(other) if other and (is_office or not other.is_for_office) else ""

    def picture(name: str) -> str:
        return reverse("portal:guide-picture", args=[paper.key, name])

    return read_guide(_file(paper), Addresses(picture=picture, page=page))
