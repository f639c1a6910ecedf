"""A station's log: handed in, looked at line by line beside the schedule, taken over."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.clock import local
from danbiet.kit.text import row_number
from danbiet.media.actions import FileRefused
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.logs import CONFIRM, NEW, SKIP, drop_log, hand_in_log, take_over
from ..actions.refusals import BroadcastRefusal
from ..calc.matching import Fit, Match
from ..calc.speaking import clock
from ..enums import ImportState
from ..forms.airings import LogForm
from ..models import AsRunImport
from ..permissions import may_air, may_run_channel, units_to_air
from ..queries import doors as ask
from ..queries.logs import review_of
from .doors import crumbs, must, own_channels

PER_PAGE = 30
WORDS = {
    Fit.MATCHED: gettext_lazy("As planned"),
    Fit.SHIFTED: gettext_lazy("Another time"),
    Fit.FAR: gettext_lazy("Much earlier or later"),
    Fit.DOUBLED: gettext_lazy("Doubled line"),
    Fit.KNOWN: gettext_lazy("Confirmed before"),
    Fit.UNKNOWN: gettext_lazy("Not in the schedule"),
    Fit.FUTURE: gettext_lazy("Later than now"),
    Fit.UNREADABLE: gettext_lazy("Not understood"),
}
LOOKS = {
    Fit.MATCHED: "done", Fit.SHIFTED: "on_track", Fit.FAR: "at_risk", Fit.DOUBLED: "waiting", Fit.KNOWN: "done",
    Fit.UNKNOWN: "at_risk", Fit.FUTURE: "not_started", Fit.UNREADABLE: "overdue",
}  # fmt: skip
USUAL = {Fit.MATCHED: CONFIRM, Fit.SHIFTED: CONFIRM, Fit.DOUBLED: SKIP}
POSSIBLE: dict[Fit, tuple[str, ...]] = {
    Fit.MATCHED: (CONFIRM, NEW, SKIP), Fit.SHIFTED: (CONFIRM, NEW, SKIP), Fit.FAR: (CONFIRM, NEW, SKIP),
    Fit.DOUBLED: (NEW, SKIP), Fit.UNKNOWN: (NEW, SKIP), Fit.FUTURE: (SKIP,), Fit.UNREADABLE: (SKIP,), Fit.KNOWN: (),
}  # fmt: skip
CHOICES = {
    "": gettext_lazy("Decide later"), CONFIRM: gettext_lazy("It is the planned one"),
    NEW: gettext_lazy("Take over as an airing of its own"), SKIP: gettext_lazy("Does not count"),
}  # fmt: skip


@desk_view
def log_list(request: DeskRequest) -> HttpResponse:
    """Logs handed in, newest first, and the form for the next one."""
    must(may_air(request.rights))
    own = own_channels(request.rights)
    form = LogForm(request.POST or None, request.FILES or None, channels=own)
    if request.method == "POST" and form.is_valid():
        channel = found(ask.channel_for(form.cleaned_data["channel_id"]))
        must(may_run_channel(request.rights, channel))
        try:
            kept, is_new = hand_in_log(channel.pk, form.cleaned_data["file"], by=request.user, at=request.at)
        except (BroadcastRefusal, FileRefused) as refusal:
            form.add_error("file", str(refusal))
        else:
            if not is_new:
                messages.info(request, _("This file was handed in before; this is what was read then."))
            return HttpResponseRedirect(reverse("broadcasts:log", args=[kept.pk]))
    kept_logs = ask.logs(units_to_air(request.rights))
    if request.method == "GET" and (kind := kind_asked(request)):
        return list_answer(request, kind, _listing(kept_logs[:20_000]))
    page = Paginator(kept_logs, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "rows": [(one, len(one.rows), ImportState(one.state).label) for one in page],
        "can_hand_in": bool(own),
        "crumbs": crumbs(here=_("Station logs")),
    }
    return render(request, "broadcasts/log_list.html", context)


def _listing(logs: Iterable[AsRunImport]) -> Listing:
    head = [_("File"), _("Channel"), _("State"), _("Lines"), _("When")]
    cells = [
        [one.name, one.channel.name, str(ImportState(one.state).label), len(one.rows), one.created_at]
        for one in logs
    ]
    return Listing(name="nhat-ky-phat-song", title=_("Station logs"), head=head, rows=cells)


@desk_view
def log_page(request: DeskRequest, pk: int) -> HttpResponse:
    """Every line with what it is and what shall become of it; nothing has happened yet."""
    kept = _log(request, pk)
    review = review_of(kept, now=request.at)
    counts = Counter(one.fit for one in review.matches)
    cells = {row["line"]: row["cells"] for row in kept.rows}
    context = {
        "kept": kept,
        "lines": [_line(kept, one, cells.get(one.ran.line, [])) for one in review.matches],
        "counts": [(WORDS[fit], counts[fit], LOOKS[fit]) for fit in Fit if counts[fit]],
        "missing": [(one, local(one.starts_at), clock(one.seconds)) for one in review.missing],
        "is_dropped": kept.state == ImportState.DROPPED,
        "can_drop": kept.state == ImportState.READ,
        "crumbs": crumbs((_("Station logs"), reverse("broadcasts:log-list")), here=kept.name),
    }
    return render(request, "broadcasts/log.html", context)


def _line(kept: AsRunImport, one: Match, cells: list[str]) -> dict[str, Any]:
    decided = kept.decisions.get(str(one.ran.line), {})
    possible = ["", *POSSIBLE[one.fit]]
    return {
        "match": one,
        "starts": local(one.ran.starts_at) if one.ran.starts_at else None,
        "length": clock(one.ran.seconds) if one.ran.seconds else "",
        "raw": " | ".join(cells),
        "word": WORDS[one.fit],
        "look": LOOKS[one.fit],
        "planned": local(one.planned.starts_at) if one.planned else None,
        "shift": f"{'+' if one.shift >= 0 else '−'}{clock(abs(one.shift))}" if one.shift else "",
        "choices": [(key, CHOICES[key]) for key in possible] if len(possible) > 1 else [],
        "usual": decided.get("what", USUAL.get(one.fit, "")),
        "decided": CHOICES.get(decided.get("what", ""), "") if decided else "",
        "airing": decided.get("airing"),
    }


@desk_view
@require_POST
def log_take(request: DeskRequest, pk: int) -> HttpResponse:
    """Do what was chosen for each line, all or nothing."""
    kept = _log(request, pk)
    decisions = {
        line: value
        for name, value in request.POST.items()
        if name.startswith("d") and (line := row_number(name[1:])) is not None and value in CHOICES
    }
    try:
        taken = take_over(pk, decisions=decisions, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(
            request,
            _("Confirmed: %(confirmed)s. Added: %(added)s. Known before: %(known)s. Left to be decided: %(left)s.")
            % {"confirmed": taken.confirmed, "added": taken.added, "known": taken.known, "left": taken.left},
        )  # fmt: skip
    return HttpResponseRedirect(reverse("broadcasts:log", args=[kept.pk]))


@desk_view
@require_POST
def log_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Put a log aside of which nothing was taken over."""
    _log(request, pk)
    try:
        drop_log(pk, by=request.user, at=request.at)
    except BroadcastRefusal as refusal:
        said_no(request, refusal)
        return HttpResponseRedirect(reverse("broadcasts:log", args=[pk]))
    messages.success(request, _("The log has been put aside."))
    return HttpResponseRedirect(reverse("broadcasts:log-list"))


def _log(request: DeskRequest, pk: int) -> AsRunImport:
    kept = found(ask.log_for(pk))
    must(may_run_channel(request.rights, kept.channel))
    return kept
