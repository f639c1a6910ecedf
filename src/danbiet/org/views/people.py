"""People on the desk: the list and its file, a new person, one person with everything about them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from danbiet.accounts import actions as accounts
from danbiet.kit.listing import KINDS, Listing, list_answer
from danbiet.org.actions.roles import NotPossible, Term, give_role
from danbiet.org.calc.people_files import list_file
from danbiet.org.enums import Role
from danbiet.org.forms.people import NewPersonForm, PeopleFilterForm, PersonForm, TermForm
from danbiet.org.permissions import is_province_office, may_give, may_see_people, may_set_factor_rules
from danbiet.org.queries.people import PeopleFilter, Person, people_found

from . import people_words as words
from .door import DeskRequest, desk_view
from .people_doors import crumbs, given_roles, seen_person, tended_person, unit_choices
from .ways import must, said_no

PER_PAGE = 50
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
methods = require_http_methods(["GET", "HEAD", "POST"])


def asked(request: DeskRequest) -> tuple[PeopleFilterForm, list[Person]]:
    """The filter of the address and the people one looks after who answer it."""
    must(
        may_see_people(request.rights), _("People are looked after by reform offices and by heads of units.")
    )
    form = PeopleFilterForm(request.GET or None, units=unit_choices(request.rights))
    given = form.asked()
    found = people_found(
        PeopleFilter(
            text=given.get("q", ""),
            unit_id=given.get("don_vi"),
            role=given.get("vai_tro", ""),
            state=given.get("tinh_trang", ""),
            sort=request.GET.get("sap") or "ten",
        ),
        unit_ids=None if is_province_office(request.rights) else words.managed(request.rights),
        on=request.on,
    )
    return form, found


@require_safe
@desk_view
def person_list(request: DeskRequest) -> HttpResponse:
    """Everybody one looks after; filters, sorts, pages; slips and invitations for many at once."""
    form, found = asked(request)
    if (kind := request.GET.get("tai", "")) in KINDS:
        head, rows = words.table(found, request.rights.tree, request.on)
        name, told = f"nguoi-dung-{request.on.isoformat()}", words.told(form)
        return list_answer(
            request, kind, Listing(name=name, title=_("People"), head=head, rows=rows, told=told)
        )
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "form": form,
        "page": page,
        "rows": [words.row(one, request.rights, request.on) for one in page.object_list],
        "waiting_count": sum(one.state == "waiting" for one in found),
        "can_rule": may_set_factor_rules(request.rights),
        "can_add": bool(unit_choices(request.rights)),
        "crumbs": [{"label": _("People")}],
    }
    return render(request, "org/people.html", context)


@require_safe
@desk_view
def person_table(request: DeskRequest) -> HttpResponse:
    """What the list shows, all pages, as an Excel file with one row per role."""
    _form, found = asked(request)
    head, rows = words.table(found, request.rights.tree, request.on)
    data = list_file(_("People"), head, rows, wide=[28, 16, 28, 36, 18, 13, 13, 30, 18, 16, 12, 18])
    answer = HttpResponse(data, content_type=XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="nguoi-dung-{request.on.isoformat()}.xlsx"'
    return answer


@methods
@desk_view
def person_new(request: DeskRequest) -> HttpResponse:
    """An account with its first role; afterwards one is on the person's page, where the slip or the letter is made."""
    must(may_see_people(request.rights))
    form = NewPersonForm(request.POST or None, prefix="n")
    term = _term_form(request)
    if request.method == "POST" and form.is_valid() and term.is_valid():
        made = _made(request, form, term)
        if made is not None:
            messages.success(
                request, _("The account has been made. Now let the person in: by a slip or by a letter.")
            )
            return HttpResponseRedirect(reverse("org:person", args=[made]))
    context = {"form": form, "term": term, "crumbs": crumbs(here=_("New person"))}
    return render(request, "org/person_new.html", context)


def _term_form(request: DeskRequest) -> TermForm:
    return TermForm(
        request.POST or None, prefix="t", initial={"first_day": request.on, "role": Role.OFFICER},
        units=unit_choices(request.rights), roles=given_roles(request.rights),
    )  # fmt: skip


def _made(request: DeskRequest, form: NewPersonForm, term: TermForm) -> int | None:
    given, role = form.cleaned_data, Role(term.cleaned_data["role"])
    unit_id = term.cleaned_data["unit"]
    if not may_give(request.rights, unit_id, role):
        term.add_error("role", _("You may not give this role in this unit."))
        return None
    details = form.details()
    try:
        with transaction.atomic():
            person = accounts.create_person(
                username=given["username"] or accounts.free_username(given["full_name"]),
                full_name=details.full_name, job_title=details.job_title, email=details.email,
                office_phone=details.office_phone, at=request.at, by=request.user,
            )  # fmt: skip
            when = Term(unit_id, role, term.cleaned_data["first_day"], term.cleaned_data["last_day"])
            give_role(person.pk, when, by=request.user, at=request.at)
    except (accounts.NotPossible, NotPossible) as refusal:
        form.add_error(None, str(refusal))
        return None
    return person.pk


@require_safe
@desk_view
def person_page(request: DeskRequest, pk: int) -> HttpResponse:
    """One person: roles through time, who stands in, how they get in, where they are signed in, what happened."""
    return _shown(request, seen_person(request, pk))


@require_safe
@desk_view
def own_page(request: DeskRequest) -> HttpResponse:
    """The same page about oneself: roles, and who stands in during a leave."""
    return _shown(request, seen_person(request, request.user.pk))


def _shown(request: DeskRequest, one: Person) -> HttpResponse:
    context: dict[str, Any] = words.in_full(one, request.rights, request.on)
    context["crumbs"] = crumbs(here=one.full_name, is_known=may_see_people(request.rights))
    return render(request, "org/person.html", context)


@methods
@desk_view
def person_edit(request: DeskRequest, pk: int) -> HttpResponse:
    """Name, title and how the person is reached at the office."""
    one = tended_person(request, pk)
    known = {name: getattr(one, name) for name in ("full_name", "job_title", "email", "office_phone")}
    form = PersonForm(request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        try:
            accounts.change_person(pk, form.details(), at=request.at, by=request.user)
        except accounts.NotPossible as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Saved."))
            return HttpResponseRedirect(reverse("org:person", args=[pk]))
    context = {"form": form, "one": one, "crumbs": crumbs((one.full_name, pk), here=_("Change"))}
    return render(
        request, "org/person_form.html", {**context, "title": _("Change details"), "action": _("Save")}
    )


def refused(request: DeskRequest, refusal: Exception, pk: int) -> HttpResponse:
    """Back to the person, with the reason why nothing was done."""
    said_no(request, refusal)
    return HttpResponseRedirect(reverse("org:person", args=[pk]))
