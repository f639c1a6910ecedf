"""The list of contests, a new one, one contest, its sealing, an extension."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.clock import VIETNAM, local
from danbiet.org.enums import Role
from danbiet.org.views import DeskRequest, desk_view, found, said_no

from ..actions.preparing import cancel_contest, create_contest
from ..actions.refusals import ContestRefusal
from ..actions.running import extend_round
from ..actions.sealing import freeze_contest
from ..calc.library import LIBRARY, Frame
from ..enums import ContestState
from ..forms.amounts import milliseconds
from ..forms.contests import ExtendForm, NewContestForm, ReasonForm, SureForm
from ..forms.steps import STEPS
from ..models import Contest, Round
from ..permissions import may_create, may_have_documents, may_organise_for, may_run, may_see_bank
from ..queries import contests as ask
from ..queries.checking import check_contest
from ..queries.items import banks_of
from ..registry import task_labels
from .doors import LOOKS, crumbs, must, run_contest, seen_contest, step
from .wording import Shown, problems_shown

PER_PAGE = 30


@desk_view
def contest_list(request: DeskRequest) -> HttpResponse:
    """Contests the person organises, reads or takes part in."""
    every = ask.contests_for(request.rights)
    if kind := kind_asked(request):
        head = [_("Contest"), _("Organiser"), _("State")]
        cells = [
            [one.title, request.rights.tree.full_name(one.organiser_id), str(ContestState(one.state).label)]
            for one in every
        ]
        return list_answer(request, kind, Listing(name="hoi-thi", title=_("Contests"), head=head, rows=cells))
    page = Paginator(every, PER_PAGE).get_page(request.GET.get("trang"))
    context = {
        "page": page,
        "rows": [
            (one, request.rights.tree.full_name(one.organiser_id), LOOKS[ContestState(one.state)])
            for one in page
        ],
        "can_create": may_create(request.rights),
        "crumbs": [{"label": _("Contests"), "url": ""}],
    }
    return render(request, "contests/desk/list.html", context)


@desk_view
def contest_new(request: DeskRequest) -> HttpResponse:
    """Begin with a rule set that was really used."""
    must(may_create(request.rights), _("Contests are begun by a reform office."))
    reach = request.rights.unit_ids(Role.OFFICE)
    units = [
        (unit.id, request.rights.tree.full_name(unit.id)) for unit in request.rights.tree if unit.id in reach
    ]
    first = {"rule_set": "soc-trang-2022", "unit": request.rights.home_unit_id}
    form = NewContestForm(request.POST or None, units=units, initial=first)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        must(may_organise_for(request.rights, said["unit"]))
        begins = datetime.combine(said["first"], datetime.min.time(), tzinfo=VIETNAM)
        frame = Frame(
            said["key"], said["title"], request.rights.tree.full_name(said["unit"]), milliseconds(begins)
        )
        try:
            contest = create_contest(
                LIBRARY[said["rule_set"]](frame), organiser_id=said["unit"], from_set=said["rule_set"], by=request.user, at=request.at
            )  # fmt: skip
        except ContestRefusal as refusal:
            form.add_error("key", str(refusal))
        else:
            messages.success(request, _("The contest is in preparation. Go through its rules step by step."))
            return HttpResponseRedirect(reverse("contests:contest", args=[contest.pk]))
    context = {"form": form, "crumbs": crumbs(here=_("New contest"))}
    return render(request, "contests/desk/new.html", context)


@desk_view
def contest_page(request: DeskRequest, pk: int) -> HttpResponse:
    """How far a contest is: rules and what is wrong with them, banks, units, rounds, what was published."""
    contest = seen_contest(request, pk)
    is_open = not contest.is_sealed and contest.state != ContestState.CANCELLED
    counts = ask.head_counts_of(contest)
    problems = _problems(request, contest) if is_open and may_see_bank(request.rights, contest) else []
    context: dict[str, Any] = {
        "contest": contest,
        "look": LOOKS[ContestState(contest.state)],
        "organiser": request.rights.tree.full_name(contest.organiser_id),
        "steps": [
            {"label": one.label, "url": reverse("contests:rules", args=[pk, key])}
            for key, one in STEPS.items()
        ],
        "banks": banks_of(contest.pk) if may_see_bank(request.rights, contest) else [],
        "may_see_bank": may_see_bank(request.rights, contest),
        "units": len(counts),
        "undeclared": sum(1 for one in counts if not one.declared_at),
        "can_run": may_run(request.rights, contest),
        "may_have_documents": may_have_documents(request.rights, contest),
        "can_change": is_open and may_run(request.rights, contest),
        "is_open": is_open,
        "is_checked": contest.state == ContestState.CHECKED,
        "problems": problems,
        "can_seal": is_open and may_run(request.rights, contest) and all(one.is_warning for one in problems),
        "rounds": [
            (
                one,
                one.opens_at <= request.at < one.closes_at,
                one.closes_at <= request.at,
                ask.pause_of(one) is not None,
            )
            for one in ask.rounds_of(contest)
        ],
        "plan_task": next(iter(task_labels(ask.plan_tasks_of(contest)).values()), None),
        "commitments": ask.commitments_of(contest) if contest.is_sealed else [],
        "crumbs": crumbs(here=contest.title),
    }
    return render(request, "contests/desk/contest.html", context)


def _problems(request: DeskRequest, contest: Contest) -> list[Shown]:
    checked = check_contest(contest, on=request.on)
    return problems_shown([*checked.errors, *checked.warnings], contest_id=contest.pk)


@desk_view
def contest_seal(request: DeskRequest, pk: int) -> HttpResponse:
    """Everything that follows from sealing, and the sealing."""
    contest = run_contest(request, pk)
    page = HttpResponseRedirect(reverse("contests:contest", args=[pk]))
    form = SureForm(request.POST or None, initial={"version": contest.version})
    if request.method == "POST" and form.is_valid():
        try:
            freeze_contest(pk, version=form.cleaned_data["version"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The contest is sealed. Print the fingerprint in a newspaper."))
        return page
    if contest.is_sealed:
        return page
    checked = check_contest(contest, on=request.on)
    if checked.errors:
        messages.error(request, _("%(count)s errors are left in the rules.") % {"count": len(checked.errors)})
        return page
    rules = checked.rules
    context = {
        "title": _("Seal this contest?"),
        "text": contest.title,
        "consequences": [
            _("Rules, banks and head-counts can no longer be changed by anybody.")
            + " "
            + _("%(items)s questions, %(rounds)s rounds, %(units)s units.")
            % {"items": len(checked.pool), "rounds": len(rules.rounds), "units": len(checked.units)},
            _("The fingerprints are published: whoever changes something later is found out."),
            _("A round can still be extended, in public and with a reason."),
            _("Questions without an approved wording are left out."),
            *(
                []
                if contest.state == ContestState.CHECKED
                else [_("Warning: nobody has tried these rules as they are now.")]
            ),
            *(one.words for one in problems_shown(checked.warnings, contest_id=pk)),
        ],
        "action": _("Seal"),
        "form": form,
        "cancel_url": reverse("contests:contest", args=[pk]),
        "crumbs": crumbs(step(contest), here=_("Seal")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def contest_cancel(request: DeskRequest, pk: int) -> HttpResponse:
    """Call a contest off before it is sealed."""
    contest = run_contest(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            cancel_contest(pk, reason=form.cleaned_data["reason"], by=request.user, at=request.at)
        except ContestRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The contest has been called off."))
        return HttpResponseRedirect(reverse("contests:contest", args=[pk]))
    context = {
        "title": _("Call this contest off?"),
        "text": contest.title,
        "consequences": [_("It stays in the list with the reason; its banks stay to be read.")],
        "action": _("Call off"),
        "look": "danger",
        "form": form,
        "cancel_url": reverse("contests:contest", args=[pk]),
        "crumbs": crumbs(step(contest), here=_("Call off")),
    }
    return render(request, "layouts/confirm.html", context)


@desk_view
def commitment(request: DeskRequest, pk: int, name: str) -> HttpResponse:
    """A file that was published at sealing, byte by byte."""
    contest = seen_contest(request, pk)
    kept = found(ask.commitment_named(contest, name))
    answer = HttpResponse(bytes(kept.body), content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="{contest.key}-{kept.name}"'
    return answer


@desk_view
def round_extend(request: DeskRequest, pk: int) -> HttpResponse:
    """Let a round end later, in public."""
    one: Round = found(ask.round_for(pk))
    contest = run_contest(request, one.contest_id)
    form = ExtendForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            extend_round(
                pk, closes_at=said["closes_at"], reason=said["reason"], by=request.user, at=request.at
            )
        except ContestRefusal as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(
                request, _("The round ends later now; everybody who takes part sees it within seconds.")
            )
            return HttpResponseRedirect(reverse("contests:contest", args=[contest.pk]))
    context = {
        "title": _("Extend %(round)s?") % {"round": one.name},
        "text": _("It ends at %(at)s now.") % {"at": f"{local(one.closes_at):%H:%M %d/%m/%Y}"},
        "consequences": [
            _("The new end and the reason are public and stay in the bundle of the round."),
            _("It cannot be taken back: a round never ends earlier than was said."),
        ],
        "action": _("Extend"),
        "form": form,
        "cancel_url": reverse("contests:contest", args=[contest.pk]),
        "crumbs": crumbs(step(contest), here=_("Extend")),
    }
    return render(request, "layouts/confirm.html", context)
