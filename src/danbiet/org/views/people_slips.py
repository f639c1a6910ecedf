"""Slips with activation codes: shown once, printed or taken along as a Word file."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from danbiet.accounts.actions import tickets
from danbiet.accounts.enums import TicketKind
from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.calc.slips_file import Slip, slips_file
from danbiet.org.permissions import may_see_people
from danbiet.org.queries.people import Person

from .door import DeskRequest, desk_view
from .people_access import ticked_people
from .people_doors import crumbs, tended_person
from .ways import must

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SALT = "org.slips"
KEPT_FOR = timedelta(hours=1)  # how long the sheet on the screen can still be taken along as a file


@require_POST
@desk_view
def person_slip(request: DeskRequest, pk: int) -> HttpResponse:
    """A new code for one person, on a slip to print. Earlier codes and links stop working."""
    one = tended_person(request, pk)
    return _slips(request, [one])


@require_POST
@desk_view
def people_slips(request: DeskRequest) -> HttpResponse:
    """Slips for the people ticked in the list who have not set a password yet."""
    return _slips(request, ticked_people(request))


@require_POST
@desk_view
def slips_word(request: DeskRequest) -> HttpResponse:
    """The sheet that is on the screen as a Word file. The page carries it, signed for who made it: nothing is kept here, and
    neither other codes nor other names can be put on our paper."""
    must(may_see_people(request.rights))
    try:
        kept = signing.loads(request.POST.get("slips", ""), salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        kept = {}
    if kept.get("by") != request.user.pk:
        messages.warning(request, _("This sheet is too old for a file: make new slips."))
        return HttpResponseRedirect(reverse("org:person-list"))
    until = clock.local(datetime.fromisoformat(kept["until"]))
    data = slips_file([Slip(*row) for row in kept["slips"]], address=_door(), until=f"{until:%H:%M %d/%m/%Y}")
    answer = HttpResponse(data, content_type=DOCX)
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="phieu-kich-hoat-{request.on.isoformat()}.docx"'
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _door() -> str:
    return settings.DANBIET_BASE_URL + reverse("accounts:activate")


def _slips(request: DeskRequest, chosen: list[Person]) -> HttpResponse:
    """The sheet of slips, shown once: the codes are kept nowhere."""
    users = User.objects.in_bulk([one.pk for one in chosen if one.state != "locked"])
    if not users:
        messages.warning(
            request, _("Nobody here waits for a slip: tick people who have not activated their account.")
        )
        return HttpResponseRedirect(reverse("org:person-list"))
    slips: list[dict[str, Any]] = []
    with transaction.atomic():
        for one in chosen:
            if one.pk in users:
                code = tickets.issue_code(users[one.pk], at=request.at, by=request.user)
                slips.append({"one": one, "code": code, **_place(request, one)})
    until = request.at + tickets.LIVES[TicketKind.CODE]
    context = {
        "slips": slips,
        "door": _door(),
        "until": until,
        "signed": _signed(request, slips, until),
        "crumbs": crumbs(here=_("Activation slips")),
    }
    answer = render(request, "org/people_slips.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _place(request: DeskRequest, one: Person) -> dict[str, str]:
    """Units and roles of the day; of somebody who only comes later those to come."""
    tree = request.rights.tree
    held = one.now(request.on)
    units = dict.fromkeys(tree.full_name(each.unit_id) for each in held)
    roles = dict.fromkeys(str(each.role.label) for each in held)
    return {"unit": ", ".join(units), "role": ", ".join(roles)}


def _signed(request: DeskRequest, slips: list[dict[str, Any]], until: datetime) -> str:
    rows = [
        [
            slip["one"].full_name,
            slip["one"].job_title,
            slip["unit"],
            slip["role"],
            slip["one"].username,
            slip["code"],
        ]
        for slip in slips
    ]
    kept = {"by": request.user.pk, "until": until.isoformat(), "slips": rows}
    return signing.dumps(kept, salt=SALT, compress=True)
