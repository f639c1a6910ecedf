"""People from an Excel file: the form to fill in, a trial that names every fault, then all of it at once."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.org.actions.importing_people import PeopleOutcome, import_people
from danbiet.org.calc.people_files import (
    COLUMNS,
    MEANINGS,
    Known,
    NotReadable,
    PersonRow,
    Problem,
    form_file,
    read_people,
    spellings_of,
)
from danbiet.org.enums import Role
from danbiet.org.forms.people import PeopleFileForm
from danbiet.org.permissions import may_see_people
from danbiet.org.queries import Rights

from .door import DeskRequest, desk_view
from .people import XLSX
from .people_doors import crumbs, given_roles, unit_choices
from .ways import must

SALT = "danbiet.org.people-import"
MOST_PROBLEMS = 200
DUTIES = {
    Role.OFFICE: gettext_lazy(
        "Runs the programme in the unit and below: plans, people, calendars, questions."
    ),
    Role.HEAD: gettext_lazy("Answers for the unit: approves, signs, decides."),
    Role.OFFICER: gettext_lazy("Does the unit's tasks: evidence, drafts of answers, reports."),
    Role.EDITOR: gettext_lazy("Writes and edits articles, videos and broadcasts."),
    Role.AUDITOR: gettext_lazy("Reads everything in the unit and below, changes nothing."),
    Role.INTAKE: gettext_lazy("Takes in citizens' questions and sees who asks."),
}


@require_safe
@desk_view
def import_form_file(request: DeskRequest) -> HttpResponse:
    """The Excel form, with the units and roles one may fill in."""
    must(may_see_people(request.rights))
    tree = request.rights.tree
    data = form_file(
        _,
        roles=[(str(role.label), str(DUTIES[role])) for role in given_roles(request.rights)],
        units=[
            (unit.code if (unit := tree.get(pk)) else "", name) for pk, name in unit_choices(request.rights)
        ],
    )
    answer = HttpResponse(data, content_type=XLSX)
    answer.headers["Content-Disposition"] = 'attachment; filename="mau-nguoi-dung.xlsx"'
    return answer


@require_http_methods(["GET", "HEAD", "POST"])
@desk_view
def people_import(request: DeskRequest) -> HttpResponse:
    """A file is tried first and told about; the rows that were tried come back signed and are then taken in."""
    must(may_see_people(request.rights))
    form = PeopleFileForm()
    told: dict[str, Any] = {}
    if request.method == "POST" and "rows" in request.POST:
        outcome = _taken_in(request)
        if outcome is not None and not outcome.problems:
            return HttpResponseRedirect(reverse("org:person-list") + "?tinh_trang=waiting")
        told = _told(outcome) if outcome is not None else {}
    elif request.method == "POST":
        form = PeopleFileForm(request.POST, request.FILES)
        if form.is_valid():
            told = _tried(request, form)
    context = {"form": form, "columns": _columns(), "crumbs": crumbs(here=_("From an Excel file")), **told}
    return render(request, "org/people_import.html", context)


def _taken_in(request: DeskRequest) -> PeopleOutcome | None:
    try:
        packed = signing.loads(request.POST["rows"], salt=f"{SALT}.{request.user.pk}", max_age=3600)
    except signing.BadSignature:
        messages.error(request, _("The trial is too long ago. Choose the file once more."))
        return None
    rows = [PersonRow.unpacked(values) for values in packed]
    outcome = import_people(rows, rights=request.rights, by=request.user, at=request.at)
    if not outcome.problems:
        count = len(outcome.new_people)
        text = ngettext("%(count)s new person taken in.", "%(count)s new people taken in.", count) % {
            "count": count
        }
        more = _("Tick them below to print slips or to send letters.") if count else ""
        messages.success(request, f"{text} {more}".strip())
    return outcome


def _tried(request: DeskRequest, form: PeopleFileForm) -> dict[str, Any]:
    try:
        rows, problems = read_people(form.cleaned_data["file"].read(), _known(request.rights))
    except NotReadable as refusal:
        form.add_error("file", _(refusal.message))
        return {}
    outcome = import_people(rows, rights=request.rights, by=request.user, at=request.at, is_dry_run=True)
    outcome.problems = sorted([*problems, *outcome.problems], key=lambda one: one.row)
    told = _told(outcome)
    if not outcome.problems and not outcome.is_empty:
        told["rows"] = signing.dumps(
            [row.packed() for row in rows], salt=f"{SALT}.{request.user.pk}", compress=True
        )
    return told


def _told(outcome: PeopleOutcome) -> dict[str, Any]:
    return {
        "outcome": outcome,
        "problems": [_problem(one) for one in outcome.problems[:MOST_PROBLEMS]],
        "problem_count": len(outcome.problems),
    }


def _problem(one: Problem) -> dict[str, Any]:
    return {"row": one.row or "", "column": one.column, "text": _(one.message) % one.params}


def _known(rights: Rights) -> Known:
    """Every unit of the day may be named; whether one may fill it is said row by row."""
    units = spellings_of(
        (unit.id, (unit.code, unit.name, rights.tree.full_name(unit.id), unit.abbreviation))
        for unit in rights.tree
    )
    roles = spellings_of((place, (str(role.label), role.value)) for place, role in enumerate(Role))
    return Known(units, {word: list(Role)[next(iter(places))].value for word, places in roles.items()})


def _columns() -> list[tuple[str, str]]:
    return [(spellings[0], _(MEANINGS[name])) for name, spellings in COLUMNS.items()]
