"""How people get in and out: slips with codes, letters, locks, second factors, their browsers."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from danbiet.accounts import actions as accounts
from danbiet.accounts.actions import sessions, tickets
from danbiet.accounts.actions.factors import reset_factors
from danbiet.accounts.models import User
from danbiet.kit.text import row_number
from danbiet.org.actions.roles import set_factor_rules
from danbiet.org.enums import Role
from danbiet.org.forms.people import FactorRulesForm, ReasonForm
from danbiet.org.permissions import is_province_office, may_see_people, may_set_factor_rules, may_tend
from danbiet.org.queries.people import Person, factor_roles, people

from .door import DeskRequest, desk_view
from .people import asked, refused
from .people_doors import crumbs, tended_person
from .ways import must

methods = require_http_methods(["GET", "HEAD", "POST"])
MOST_AT_ONCE = 500


def ticked_people(request: DeskRequest) -> list[Person]:
    """Those of the ticked people, or of all the list shows, who wait to be let in and are one's to let in."""
    must(may_see_people(request.rights))
    if "tat-ca" in request.POST:
        found = asked(request)[1]
    else:
        pks = {pk for text in request.POST.getlist("pk") if (pk := row_number(text)) is not None}
        found = people(pks)
    chosen = [
        one for one in found if one.state == "waiting" and may_tend(request.rights, one.lasting(request.on))
    ]
    return chosen[:MOST_AT_ONCE]


@require_POST
@desk_view
def person_invite(request: DeskRequest, pk: int) -> HttpResponse:
    """A letter with a link; an earlier one stops working."""
    tended_person(request, pk)
    if tickets.invite(User.objects.get(pk=pk, is_active=True), at=request.at, by=request.user):
        messages.success(request, _("The letter is on its way; its link works once, for seven days."))
    else:
        messages.warning(request, _("The person has no mail address: print a slip instead."))
    return HttpResponseRedirect(reverse("org:person", args=[pk]))


@require_POST
@desk_view
def people_invite(request: DeskRequest) -> HttpResponse:
    """Letters for the people ticked in the list who have an address and no password yet."""
    chosen = [one for one in ticked_people(request) if one.email]
    with transaction.atomic():
        count = sum(
            tickets.invite(user, at=request.at, by=request.user)
            for user in User.objects.filter(pk__in=[one.pk for one in chosen])
        )
    text = ngettext("%(count)s letter is on its way.", "%(count)s letters are on their way.", count) % {
        "count": count
    }
    (messages.success if count else messages.warning)(request, text)
    return HttpResponseRedirect(reverse("org:person-list") + "?tinh_trang=waiting")


@require_POST
@desk_view
def person_withdraw(request: DeskRequest, pk: int) -> HttpResponse:
    """The open code or link of the person stops working."""
    tended_person(request, pk)
    if tickets.withdraw(User.objects.get(pk=pk), at=request.at, by=request.user):
        messages.success(request, _("The code or link opens nothing any more."))
    return HttpResponseRedirect(reverse("org:person", args=[pk]))


@require_POST
@desk_view
def person_session_end(request: DeskRequest, pk: int) -> HttpResponse:
    """Sign one browser of the person out."""
    tended_person(request, pk)
    session = row_number(request.POST.get("pk", ""))
    if session is not None and sessions.end_session(session, user_id=pk, at=request.at, by=request.user):
        messages.success(request, _("That browser has been signed out."))
    return HttpResponseRedirect(reverse("org:person", args=[pk]))


@methods
@desk_view
def person_lock(request: DeskRequest, pk: int) -> HttpResponse:
    """Lock somebody out at once, with a reason."""
    one = tended_person(request, pk)
    ask = {
        "title": _("Lock %(name)s out?") % {"name": one.full_name},
        "consequences": [
            _("All their browsers are signed out at once."),
            _("Open codes and links stop working."),
            _("Roles, work and history stay as they are."),
        ],
        "action": _("Lock out"),
        "look": "danger",
    }

    def act(reason: str) -> None:
        accounts.lock_person(pk, reason=reason, at=request.at, by=request.user)

    return _with_reason(request, one, ask, act)


@methods
@desk_view
def person_unlock(request: DeskRequest, pk: int) -> HttpResponse:
    """Open a locked account again, with a reason."""
    one = tended_person(request, pk)
    ask = {
        "title": _("Open the account of %(name)s again?") % {"name": one.full_name},
        "text": one.lock_reason,
        "consequences": [_("The person signs in with the password they had.")],
        "action": _("Open again"),
    }

    def act(reason: str) -> None:
        accounts.unlock_person(pk, reason=reason, at=request.at, by=request.user)

    return _with_reason(request, one, ask, act)


@methods
@desk_view
def person_factor_reset(request: DeskRequest, pk: int) -> HttpResponse:
    """Take away the second factor of somebody who lost it; the province's office alone, with how it made sure."""
    one = tended_person(request, pk)
    must(
        is_province_office(request.rights), _("Only the province's reform office takes a second factor away.")
    )
    ask = {
        "title": _("Take the second factor of %(name)s away?") % {"name": one.full_name},
        "consequences": [
            _("Application, passkeys and recovery codes of the person open nothing any more."),
            _("All their browsers are signed out at once."),
            _("Whoever knows the password can then sign in: make sure it is really them who ask."),
        ],
        "action": _("Take it away"),
        "look": "danger",
    }

    def act(reason: str) -> None:
        reset_factors(pk, reason=reason, by=request.user, at=request.at)

    return _with_reason(request, one, ask, act)


def _with_reason(request: DeskRequest, one: Person, ask: dict[str, Any], act: Any) -> HttpResponse:
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"])
        except accounts.NotPossible as refusal:
            return refused(request, refusal, one.pk)
        messages.success(request, _("Done."))
        return HttpResponseRedirect(reverse("org:person", args=[one.pk]))
    context = {
        **ask, "form": form, "cancel_url": reverse("org:person", args=[one.pk]), "crumbs": crumbs((one.full_name, one.pk), here=ask["action"]),
    }  # fmt: skip
    return render(request, "layouts/confirm.html", context)


@methods
@desk_view
def factor_rules(request: DeskRequest) -> HttpResponse:
    """Which roles need a second factor in this province."""
    must(
        may_set_factor_rules(request.rights),
        _("Only the province's reform office decides about second factors."),
    )
    form = FactorRulesForm(request.POST or None, initial={"roles": [str(role) for role in factor_roles()]})
    if request.method == "POST" and form.is_valid():
        set_factor_rules({Role(role) for role in form.cleaned_data["roles"]}, by=request.user, at=request.at)
        messages.success(
            request, _("Saved. Who lacks a second factor is led to setting one up within five minutes.")
        )
        return HttpResponseRedirect(reverse("org:person-list"))
    context = {"form": form, "crumbs": crumbs(here=_("Second factor"))}
    return render(request, "org/factor_rules.html", context)
