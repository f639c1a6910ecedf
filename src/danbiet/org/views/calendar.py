"""The calendar of working days on the desk: the year, and the office's exceptions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.kit import workdays
from danbiet.org.actions.calendar import DayTaken, Decision, delete_override, save_override
from danbiet.org.calc.consequences import Consequences, consequences
from danbiet.org.enums import DayOverrideKind
from danbiet.org.forms import OverrideForm
from danbiet.org.models import DayOverride
from danbiet.org.permissions import may_edit_calendar
from danbiet.org.queries import calendar_year, day_overrides, working_calendar

from .door import DeskRequest, desk_view


@require_safe
@desk_view
def calendar_page(request: DeskRequest) -> HttpResponse:
    """The year's twelve months (`?nam=`) and its exceptions."""
    asked = request.GET.get("nam", "")
    year = int(asked) if asked.isascii() and asked.isdigit() and len(asked) == 4 else request.on.year
    if not workdays.FIRST_YEAR <= year <= workdays.LAST_YEAR:
        messages.warning(request, _out_of_range())
        year = request.on.year
    shown = calendar_year(working_calendar(), year)
    context = {
        "year": shown,
        "sources": list(dict.fromkeys(day.source for day in shown.special if day.source)),
        "weekdays": ("T2", "T3", "T4", "T5", "T6", "T7", "CN"),
        "earlier": year - 1 if year > workdays.FIRST_YEAR else None,
        "later": year + 1 if year < workdays.LAST_YEAR else None,
        "overrides": day_overrides(year),
        "may_edit": may_edit_calendar(request.rights),
        "on": request.on,
        "crumbs": [{"label": _("Calendar of working days")}],
    }
    return render(request, "org/calendar.html", context)


def _out_of_range() -> str:
    return _("The calendar covers the years %(first)s to %(last)s.") % {
        "first": workdays.FIRST_YEAR,
        "last": workdays.LAST_YEAR,
    }


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def override_new(request: DeskRequest) -> HttpResponse:
    return _edit(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def override_edit(request: DeskRequest, pk: int) -> HttpResponse:
    return _edit(request, _found(request, pk))


def _found(request: DeskRequest, pk: int) -> DayOverride:
    _refuse_others(request)
    row = next((one for one in day_overrides() if one.pk == pk), None)
    if row is None:
        raise Http404
    return row


def _refuse_others(request: DeskRequest) -> None:
    if not may_edit_calendar(request.rights):
        raise PermissionDenied(_("Only the province's reform office changes the calendar."))


def _edit(request: DeskRequest, row: DayOverride | None) -> HttpResponse:
    """First post: the form comes back with what would change. Second post with the same content: it is saved."""
    _refuse_others(request)
    form = OverrideForm(request.POST or None, initial=_initial(row))
    outcome: Consequences | None = None
    seen = ""
    if request.method == "POST" and form.is_valid():
        decision = Decision(**form.cleaned_data)
        seen = f"{decision.on.isoformat()} {decision.kind}"
        if request.POST.get("seen") == seen and _save(request, form, decision, row):
            return redirect(reverse("org:calendar") + f"?nam={decision.on.year}")
        outcome = _consequences(decision, row)
    context = {
        "form": form,
        "row": row,
        "outcome": outcome if form.is_valid() else None,
        "sentences": consequence_sentences(outcome) if outcome else [],
        "seen": seen,
        "crumbs": [
            {"label": _("Calendar of working days"), "url": reverse("org:calendar")},
            {"label": _("Change an exception") if row else _("New exception")},
        ],
    }
    return render(request, "org/override.html", context)


def _initial(row: DayOverride | None) -> dict[str, Any]:
    return {"on": row.on, "kind": row.kind, "reason": row.reason, "basis": row.basis} if row else {}


def _save(request: DeskRequest, form: OverrideForm, decision: Decision, row: DayOverride | None) -> bool:
    try:
        save_override(decision, pk=row.pk if row else None, by=request.user, at=request.at)
    except DayTaken as refusal:
        form.add_error("on", str(refusal))
        return False
    messages.success(request, _("The calendar has been changed; every deadline is counted anew."))
    return True


def _consequences(decision: Decision, row: DayOverride | None) -> Consequences:
    override = workdays.Override(is_working=decision.kind == DayOverrideKind.WORKING, reason=decision.reason)
    return consequences(
        working_calendar(), on=decision.on, override=override, instead_of=row.on if row is not None else None
    )


def consequence_sentences(outcome: Consequences) -> list[str]:
    """The consequences in words, the day itself first."""
    shown = workdays.day_vi(outcome.day_before.date)
    sentences = [
        _("%(day)s is now: %(before)s. It becomes: %(after)s.")
        % {"day": shown, "before": in_words(outcome.day_before), "after": in_words(outcome.day_after)}
    ]
    if outcome.is_nothing:
        return [*sentences, _("No deadline moves; only the reason shown changes.")]
    sentences.append(
        _("The month has %(after)s working days instead of %(before)s.")
        % {"after": outcome.working_days_after, "before": outcome.working_days_before}
    )
    for shift in outcome.shifts:
        text = ngettext(
            "%(count)s working day from %(received)s: due on %(after)s instead of %(before)s.",
            "%(count)s working days from %(received)s: due on %(after)s instead of %(before)s.",
            shift.working_days,
        )
        sentences.append(
            text
            % {
                "count": shift.working_days,
                "received": workdays.day_vi(shift.received_on),
                "after": workdays.day_vi(shift.due_after),
                "before": workdays.day_vi(shift.due_before),
            }
        )
    return sentences


def in_words(day: workdays.Day) -> str:
    """Off or worked, and why: an exception's own reason does not say which."""
    if day.kind not in {workdays.DayKind.EXTRA_OFF, workdays.DayKind.EXTRA_ON}:
        return day.label_vi
    return f"{_('working day') if day.is_working else _('day off')} ({day.label_vi})"


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def override_delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Asks once more with the consequences; the post takes the exception away."""
    row = _found(request, pk)
    if request.method == "POST":
        delete_override(pk, by=request.user, at=request.at)
        messages.success(request, _("The exception is gone; every deadline is counted anew."))
        return redirect(reverse("org:calendar") + f"?nam={row.on.year}")
    outcome = consequences(working_calendar(), on=row.on, override=None)
    context = {
        "title": _("Delete this exception?"),
        "text": str(row),
        "consequences": consequence_sentences(outcome),
        "action": _("Delete"),
        "look": "danger",
        "cancel_url": reverse("org:calendar") + f"?nam={row.on.year}",
    }
    return render(request, "layouts/confirm.html", context)
