"""Officials come into the rush with their account: one account, one entrant, then on with an entrance token."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.queries import Tree, rights_of, tree
from danbiet.org.views import from_home

from ..actions.entering import enter_by_account
from ..actions.refusals import ContestRefusal
from ..calc.canonical import pseudonym
from ..enums import EntryWay
from ..forms.entering import AccountForm
from ..models import Contest
from ..queries.closing import rules_read
from ..queries.entering import entrant_of, entry_contest, head_counts
from . import public_words as say
from .entrance import into_the_rush


@require_http_methods(["GET", "HEAD", "POST"])
def enter(request: HttpRequest, key: str) -> HttpResponse:
    """Group, unit and consent the first time; afterwards straight on. The answer is a token for the rush in the address."""
    contest = entry_contest(key)
    if contest is None:
        raise Http404
    audiences = [one for one in contest.audiences.all() if one.entry == EntryWay.ACCOUNT]
    if not audiences:
        raise Http404
    if not isinstance(request.user, User):
        return redirect_to_login(request.get_full_path())
    at = clock.now()
    units = tree(clock.local(at).date())
    request.units = units  # type: ignore[attr-defined]  # the layout shows whose site this is
    there = entrant_of(contest, request.user)
    offered = _units(contest, request.user, units, at=at)
    form = AccountForm(
        request.POST or None, audiences=[(one.key, one.name) for one in audiences], units=offered,
        needs_unit=rules_read(contest.rules or "").units is not None, initial={"unit": offered[0][0]} if offered else {},
    )  # fmt: skip
    if request.method == "POST" and (there is not None or form.is_valid()):
        try:
            if there is None:
                audience = next(one for one in audiences if one.key == form.cleaned_data["audience"])
                unit = form.cleaned_data.get("unit", "")
                there = enter_by_account(contest, audience, unit=unit, by=request.user, at=at)
            return into_the_rush(contest, there, at=at)
        except ContestRefusal as refusal:
            form.add_error(None, str(refusal))
    context = {
        "contest": contest, "form": form, "there": there, "me": request.user.full_name,
        "pseudonym": pseudonym(there.code) if there else "",
        "crumbs": from_home(say.list_step(), say.contest_step(contest), _("Take part with my account")),
    }  # fmt: skip
    answer = render(request, "contests/public/by_account.html", context, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "private, no-store"
    return answer


def _units(contest: Contest, user: User, units: Tree, *, at: datetime) -> list[tuple[str, str]]:
    """Units of the contest this person belongs to, by themselves or above them; all of them when none fits."""
    counts = head_counts(contest)
    held = rights_of(user, clock.local(at).date()).units_held()
    above = {unit.id for mine in held for unit in units.path(mine)}
    fitting: list[Any] = [one for one in counts if one.unit_id in held] or [
        one for one in counts if one.unit_id in above
    ]
    return [(one.code, units.full_name(one.unit_id)) for one in fitting or counts]
