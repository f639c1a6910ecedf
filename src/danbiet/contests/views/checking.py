"""The proof for readers: the bundle of a round to take away, and a page that checks one's own receipt in the browser."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from danbiet.kit import clock
from danbiet.org.queries import tree
from danbiet.org.views import from_home
from danbiet.pagecache.registry import kept

from ..calc.bundle import FILES, MANIFEST
from ..models import Publication, Round
from ..queries.public import bundle_of, public_round
from ..storages import publication_path, receipts_path
from . import public_words as say

GROUPS = re.compile(r"doi-chieu/((?:index|\d{5}|paper-[a-z0-9-]{1,40})\.json)")
ZIP = "goi.zip"
FORMAT = Path(settings.ROOT) / "docs" / "contest-bundle.md"  # not there where only the wheel is installed
KINDS = {".json": "application/json", ".jsonl": "application/json", ".csv": "text/csv; charset=utf-8", ".bin": "application/octet-stream"}  # fmt: skip


def _reached(request: HttpRequest, key: str, round_key: str) -> Round:
    one = public_round(key, round_key)
    if one is None:
        raise Http404
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    return one


@require_safe
@kept(seconds=10)
def check(request: HttpRequest, key: str, round_key: str) -> HttpResponse:
    """The form in which a receipt is checked. What is typed stays in the browser: the page sends nothing."""
    one = _reached(request, key, round_key)
    published = bundle_of(one.pk)
    address = reverse("contests:bundle", args=[key, round_key])
    context = {
        "contest": one.contest, "round": one, "published": published, "files": address, "is_closed": one.closes_at <= clock.now(),
        "words": _words() if published else {}, "standings_url": reverse("contests:standings", args=[key, round_key]),
        "appeal_url": reverse("contests:complaint", args=[key]),
        "crumbs": from_home(say.list_step(), say.contest_step(one.contest), _("Check my receipt")),
    }  # fmt: skip
    return render(request, "contests/public/check.html", context)


@require_safe
@kept(seconds=10)
def bundle(request: HttpRequest, key: str, round_key: str) -> HttpResponse:
    """The bundle of a round: files with sizes and sums, the root, how to verify it."""
    one = _reached(request, key, round_key)
    published = bundle_of(one.pk)
    manifest: dict[str, Any] = _manifest(published) if published else {}
    address = reverse("contests:bundle", args=[key, round_key])
    names = [MANIFEST, *sorted(manifest.get("files", {}))]
    zipped = _zip_of(published) if published else None
    context = {
        "contest": one.contest, "round": one, "published": published, "manifest": manifest, "is_closed": one.closes_at <= clock.now(),
        "zip_url": f"{address}{ZIP}" if zipped and zipped.is_file() else "", "zip_size": say.size(zipped.stat().st_size) if zipped and zipped.is_file() else "",
        "files": [
            {"name": name, "url": f"{address}{name}", "size": say.size(manifest["files"][name]["bytes"]) if name != MANIFEST else "",
             "sha256": manifest["files"][name]["sha256"] if name != MANIFEST else "", "what": _meaning(name)}
            for name in names
        ] if published else [],
        "check_url": reverse("contests:check", args=[key, round_key]), "has_format": FORMAT.is_file(),
        "crumbs": from_home(say.list_step(), say.contest_step(one.contest), _("Bundle to check everything")),
    }  # fmt: skip
    return render(request, "contests/public/bundle.html", context)


@require_safe
def bundle_file(request: HttpRequest, key: str, round_key: str, name: str) -> HttpResponseBase:
    """A file of the newest bundle, or a group of receipts made of it. One query."""
    one = public_round(key, round_key)
    published = bundle_of(one.pk) if one is not None else None
    path = _path(published, name) if published is not None else None
    if path is None or not path.is_file():
        raise Http404
    if GROUPS.fullmatch(name):
        answer: HttpResponseBase = HttpResponse(path.read_bytes(), content_type="application/json")
        answer.headers["Access-Control-Allow-Origin"] = "*"
    else:
        kind = "application/zip" if name == ZIP else KINDS[path.suffix]
        title = f"{key}-{round_key}.zip" if name == ZIP else name
        answer = FileResponse(path.open("rb"), as_attachment=True, filename=title, content_type=kind)
    answer.headers["Cache-Control"] = "public, max-age=60"
    return answer


@require_safe
@kept(seconds=3600)
def proof(request: HttpRequest) -> HttpResponse:
    """How anybody checks a contest, in plain words."""
    request.units = tree(clock.today())  # type: ignore[attr-defined]  # the layout shows whose site this is
    context = {
        "has_format": FORMAT.is_file(),
        "crumbs": from_home(say.list_step(), _("How a result is checked")),
    }
    return render(request, "contests/public/proof.html", context)


@require_safe
def bundle_format(request: HttpRequest) -> HttpResponse:
    """The documentation of the bundle's format, as it stands in the source."""
    if not FORMAT.is_file():
        raise Http404
    answer = HttpResponse(FORMAT.read_bytes(), content_type="text/plain; charset=utf-8")
    answer.headers["Cache-Control"] = "public, max-age=3600"
    return answer


def _path(published: Publication, name: str) -> Path | None:
    """Only names that a bundle has: nobody walks the disk from here."""
    if found := GROUPS.fullmatch(name):
        return receipts_path(published.folder) / found[1]
    if name == ZIP:
        return _zip_of(published)
    return publication_path(published.folder) / name if name in (MANIFEST, *FILES) else None


def _zip_of(published: Publication) -> Path:
    folder = publication_path(published.folder)
    return folder.with_name(f"{folder.name}.zip")


def _manifest(published: Publication) -> dict[str, Any]:
    try:
        return dict(json.loads((publication_path(published.folder) / MANIFEST).read_bytes()))
    except FileNotFoundError:
        return {"files": {}}


def _meaning(name: str) -> str:
    return {
        MANIFEST: _("table of contents, the round's secret, the root"),
        "commitments.json": _("the seals as published before the contest"),
        "disqualified.csv": _("entries that do not count, with the reason"),
        "entries.csv": _("every entry handed in, under its pseudonym"),
        "figures.json": _("how many took part, the number to be predicted"),
        "items.jsonl": _("the questions drawn, with their right answers"),
        "parts.csv": _("what other parts gave units"),
        "pool.jsonl": _("the banks without their words"),
        "rules.json": _("the sealed rules"),
        "standings.csv": _("persons by rank"),
        "tree.bin": _("the tree over all receipts"),
        "unit_standings.csv": _("units by rank"),
        "units.jsonl": _("units with their head-counts"),
        "winners.csv": _("who holds which prize"),
    }.get(name, "")


def _words() -> dict[str, str]:
    """What the script says."""
    return {
        "working": _("Checking…"),
        "insecure": _("This browser checks nothing on an address without https. Open the page with https, or use the command below."),
        "broken": _("Something broke while checking. Load the page again; nothing was sent."),
        "away": _("The files to check against could not be fetched. Try again when the connection is back."),
        "otherRound": _("This receipt belongs to another round or contest."),
        "onlyCode": _("This looks like the receipt code. Type the pseudonym (TS-…) or open this page from the receipt."),
        "notUnderstood": _("This is neither a receipt nor a pseudonym. A pseudonym looks like TS-05F2K-91MQ7."),
        "same": _("The published bundle holds exactly this entry."),
        "stands": _("The published bundle holds this entry for the pseudonym. Compare time and answers with your receipt."),
        "changed": _("The bundle holds another entry for this attempt than the one on the receipt:"),
        "missing": _("The bundle holds no such entry."),
        "root": _("Its way through the tree leads to the published root."),
        "otherRoot": _("Its way through the tree does not lead to the published root."),
        "signed": _("The signature of the receipt is that of the contest."),
        "unsigned": _("The signature of the receipt is not that of the contest."),
        "disqualified": _("This entry was disqualified: %s"),
        "otherPaper": _("The answers do not fit the paper that follows from the round's secret."),
        "paper": _("The paper follows from the round's secret; %r of %n answers are right."),
        "verdictSame": _("Your entry was counted as it stands on your receipt."),
        "verdictStands": _("An entry under this pseudonym was counted."),
        "verdictChanged": _("The result does not agree with your receipt. Complain with it."),
        "verdictMissing": _("Your entry was not counted. Complain with your receipt."),
        "verdictBroken": _("The published files do not agree with each other. Complain with your receipt."),
        "pseudonym": _("Pseudonym"), "attempt": _("Attempt number"), "arrived": _("Handed in"), "taken": _("Time taken"),
        "prediction": _("Prediction"), "right": _("right"), "mine": _("my answer"), "leftOut": _("Left out."),
        "dropped": _("This question was dropped."),
    }  # fmt: skip
