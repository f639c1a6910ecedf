"""The trail of all changes: newest first, one change whole, one thing through time, the seals. Nobody changes anything here."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from danbiet.audit.queries import count_up_to, in_transaction, moments, page, place_in, seals, stood, trace
from danbiet.exports.views.listing import Listing, kind_asked, list_answer, told_by
from danbiet.kit import clock
from danbiet.kit.tabular import csv_lines
from danbiet.org.views import DeskRequest, desk_view, found, must

from .. import permissions as may
from ..actions.trail import MOST_CSV, MOST_PDF, head, note_export, request_excel, rows
from ..forms import MomentForm, TrailForm
from ..queries.showing import Names, differences, kind_label, lines, verb_label

SIZE = 50
SEALS = 100


@require_safe
@desk_view
def trail(request: DeskRequest) -> HttpResponse:
    """The lines that answer the filter. `?sau=` older ones, `?truoc=` newer ones."""
    _must(request)
    form = TrailForm(request.GET or None, tree=request.rights.tree, auto_id="loc-%s")
    got = page(
        form.wanted(), size=SIZE,
        older_than=place_in(request.GET.get("sau", "")), newer_than=place_in(request.GET.get("truoc", "")),
    )  # fmt: skip
    context = {
        "form": form,
        "lines": lines(got.changes),
        "older": got.older,
        "newer": got.newer,
        "is_filtered": form.is_bound and form.has_changed(),
        "crumbs": [{"label": _("Trail of changes"), "url": ""}],
    }
    return render(request, "oversight/trail.html", context)


@require_safe
@desk_view
def change(request: DeskRequest, pk: int) -> HttpResponse:
    """One line whole, with every column it changed, and what else was changed in the same step."""
    _must(request)
    one = found(trace(pk))
    beside = [other for other in in_transaction(one.transaction) if other.trace_id != one.trace_id]
    (line,) = lines([one], whole=True)
    context = {
        "line": line,
        "beside": lines(beside),
        "has_history": stood(one.kind, one.object_id, at=one.at) is not None if one.object_id else False,
        "crumbs": [_home(), {"label": _("Change no. %(number)s") % {"number": pk}, "url": ""}],
    }
    return render(request, "oversight/change.html", context)


@require_safe
@desk_view
def thing(request: DeskRequest, kind: str, object_id: int) -> HttpResponse:
    """One thing as it stood at a moment (`?ngay=`, `?gio=`), with what is different now, and all its changes."""
    _must(request)
    form = MomentForm(request.GET or None, auto_id="luc-%s")
    at = request.at
    if form.is_valid() and form.cleaned_data.get("ngay"):
        at = datetime.combine(
            form.cleaned_data["ngay"], form.cleaned_data.get("gio") or time.max, tzinfo=clock.VIETNAM
        )
    history = moments(kind, object_id)
    if not history:
        raise Http404
    if not form.is_bound:  # as it stands, also where a demonstration's clock is behind
        at = max(at, history[0].at)
    standing = found(stood(kind, object_id, at=at))
    names = Names([], [(kind, standing.row), (kind, standing.now)])
    context = {
        "form": form,
        "kind": kind,
        "kind_label": kind_label(kind),
        "object_id": object_id,
        "standing": standing,
        "rows": differences(kind, standing.row, standing.now, names, whole=True)
        if standing.row or standing.now
        else [],
        "moments": [(one, verb_label(one.verb), clock.local(one.at)) for one in history],
        "crumbs": [_home(), {"label": f"{kind_label(kind)} #{object_id}", "url": ""}],
    }
    return render(request, "oversight/thing.html", context)


@require_POST
@desk_view
def trail_export(request: DeskRequest) -> HttpResponseBase:
    """The filtered trail as CSV at once, or as Excel among the person's documents (`dang=xlsx`). That it was taken is recorded."""
    _must(request)
    form = TrailForm(request.POST, tree=request.rights.tree)
    wanted = form.wanted()
    if request.POST.get("dang") == "xlsx":
        request_excel(wanted, by=request.user, at=request.at)
        messages.success(request, _("The Excel file is being made: it appears among your documents."))
        return HttpResponseRedirect(reverse("exports:run-list"))
    if request.POST.get("dang") == "pdf":
        if count_up_to(wanted, MOST_PDF + 1) > MOST_PDF:
            messages.error(
                request, _("More than 10,000 lines: choose a shorter period, or take the CSV file.")
            )
            return HttpResponseRedirect(reverse("oversight:trail"))
        note_export(wanted, "pdf", by=request.user, at=request.at)
        listing = Listing(
            name=f"nhat-ky-thay-doi-{request.on.isoformat()}", title=_("Trail of changes"), head=head(),
            rows=rows(wanted, most=MOST_PDF), told=told_by(form),
        )  # fmt: skip
        return list_answer(request, "pdf", listing)
    note_export(wanted, "csv", by=request.user, at=request.at)
    answer = StreamingHttpResponse(
        csv_lines(head(), rows(wanted, most=MOST_CSV), separator=";"), content_type="text/csv; charset=utf-8"
    )
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="nhat-ky-thay-doi-{request.on.isoformat()}.csv"'
    )
    return answer


@require_safe
@desk_view
def seal_list(request: DeskRequest) -> HttpResponse:
    """The newest seals, to be printed and kept outside; `?tai=` all of them as a file."""
    _must(request)
    if kind := kind_asked(request):
        listing = Listing(
            name=f"niem-phong-{request.on.isoformat()}",
            title=_("Seals of the trail"),
            head=[_("Seal"), _("When"), pgettext("trail", "Entries"), _("Hash")],
            rows=([one.number, one.at, one.count, one.hash] for one in seals()),
        )
        return list_answer(request, kind, listing)
    context = {"seals": seals(most=SEALS), "crumbs": [_home(), {"label": _("Seals"), "url": ""}]}
    return render(request, "oversight/seals.html", context)


def _must(request: DeskRequest) -> None:
    must(
        may.may_see_trail(request.rights),
        _("Only auditors and the reform office of the province see the trail."),
    )


def _home() -> dict[str, Any]:
    return {"label": _("Trail of changes"), "url": reverse("oversight:trail")}
