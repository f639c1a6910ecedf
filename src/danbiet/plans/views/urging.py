"""Letters of urging on the desk: which units are late, their letters, one letter with its Word file."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from danbiet.exports.render.letter import render_letter
from danbiet.exports.views.listing import Listing, kind_asked, list_answer
from danbiet.kit.text import row_number
from danbiet.org.queries import working_calendar
from danbiet.org.views import DeskRequest, desk_view, must, said_no

from ..actions import urging
from ..actions.refusals import PlanRefusal
from ..enums import PlanState, UrgingLevel
from ..forms.urging import LetterForm, LetterIssueForm
from ..models import UrgingLetter
from ..permissions import may_follow_cascade, may_see_letter, may_urge_units, may_write_letter
from ..queries import urging as ask
from ..queries.files import WordFile, plain_name
from .doors import plan_crumbs, plan_or_404, refusal_page
from .files import word_answer


@desk_view
def late_units(request: DeskRequest, pk: int) -> HttpResponse:
    """Units with tasks overdue under a plan, how often they were urged, and the letters; chosen units get a draft."""
    plan = plan_or_404(request, pk)
    if plan.state != PlanState.ISSUED:
        raise Http404
    must(may_follow_cascade(request.rights, plan))
    here = reverse("plans:late-units", args=[pk])
    if request.method == "POST":
        must(may_urge_units(request.rights, plan))
        chosen = {found for one in request.POST.getlist("don-vi") if (found := row_number(one)) is not None}
        made = urging.draft_letters(
            pk, unit_ids=chosen, by=request.user, at=request.at, on=request.on, calendar=working_calendar()
        )
        _tell_drafted(request, len(made))
        return HttpResponseRedirect(f"{here}#cong-van")
    rows = ask.late_units(plan, on=request.on, units=request.rights.tree)
    if kind := kind_asked(request):
        head = [_("Unit"), _("Overdue tasks"), _("Longest, days"), _("Letters this year"), _("Next level")]
        cells = [
            [one.name, len(one.tasks), one.longest, one.urged, str(UrgingLevel(one.level).label)]
            for one in rows
        ]
        listing = Listing(
            name=f"qua-han-{request.on.isoformat()}", title=_("Units with overdue tasks"), head=head, rows=cells,
            told=plan.title,
        )  # fmt: skip
        return list_answer(request, kind, listing)
    names = request.rights.tree
    context = {
        "plan": plan,
        "rows": [(one, UrgingLevel(one.level).label) for one in rows],
        "letters": [(one, names.full_name(one.unit_id)) for one in ask.letters_of(plan)],
        "can_urge": may_urge_units(request.rights, plan),
        "crumbs": plan_crumbs(plan, here=_("Urging")),
    }
    return render(request, "plans/late_units.html", context)


def _tell_drafted(request: DeskRequest, count: int) -> None:
    if not count:
        messages.warning(
            request, _("No letter was drafted: choose units without a draft that have overdue tasks.")
        )
        return
    messages.success(
        request, ngettext("%(count)d letter drafted.", "%(count)d letters drafted.", count) % {"count": count}
    )


def letter_or_404(request: DeskRequest, pk: int) -> UrgingLetter:
    """The letter for who may see it; for others it does not exist."""
    letter = ask.letter_for(pk)
    if letter is None or not may_see_letter(request.rights, letter):
        raise Http404
    return letter


@desk_view
def letter_page(request: DeskRequest, pk: int) -> HttpResponse:
    """A letter: read it, and while it is a draft put it right."""
    letter = letter_or_404(request, pk)
    can_write = may_write_letter(request.rights, letter)
    form = LetterForm(
        request.POST or None,
        initial={
            "version": letter.version, "level": letter.level, "body": letter.body, "answer_by": letter.answer_by,
        },
    )  # fmt: skip
    if request.method == "POST":
        must(can_write)
        if form.is_valid():
            said = form.cleaned_data
            try:
                urging.edit_letter(
                    pk, version=said["version"], level=said["level"], body=said["body"], answer_by=said["answer_by"],
                    by=request.user, at=request.at,
                )  # fmt: skip
            except PlanRefusal as refusal:
                refusal_page(form, refusal)
            else:
                messages.success(request, _("The letter has been saved."))
                return HttpResponseRedirect(reverse("plans:letter", args=[pk]))
    return render(request, "plans/letter.html", _context(request, letter, form=form, can_write=can_write))


def _context(
    request: DeskRequest, letter: UrgingLetter, *, form: LetterForm, can_write: bool
) -> dict[str, Any]:
    return {
        "letter": letter,
        "unit_name": request.rights.tree.full_name(letter.unit_id),
        "level": UrgingLevel(letter.level).label,
        "tasks": [{**one, "due": date.fromisoformat(one["due"])} for one in letter.tasks],
        "form": form,
        "issue_form": LetterIssueForm(initial={"issued_on": request.on}),
        "can_write": can_write,
        "crumbs": plan_crumbs(
            letter.plan,
            (_("Urging"), reverse("plans:late-units", args=[letter.plan_id])),
            here=letter.number or _("Draft of a letter"),
        ),
    }


@desk_view
@require_POST
def letter_issue(request: DeskRequest, pk: int) -> HttpResponse:
    """Number it; the unit is told."""
    letter = letter_or_404(request, pk)
    must(may_write_letter(request.rights, letter))
    form = LetterIssueForm(request.POST)
    if form.is_valid():
        try:
            urging.issue_letter(
                pk, number=form.cleaned_data["number"], issued_on=form.cleaned_data["issued_on"], by=request.user,
                at=request.at,
            )  # fmt: skip
        except PlanRefusal as refusal:
            said_no(request, refusal)
        else:
            messages.success(request, _("The letter has been issued; the unit has been told."))
    else:
        messages.error(request, _("Number and date are needed."))
    return HttpResponseRedirect(reverse("plans:letter", args=[pk]))


@desk_view
@require_POST
def letter_delete(request: DeskRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    letter = letter_or_404(request, pk)
    must(may_write_letter(request.rights, letter))
    try:
        urging.delete_letter(pk, by=request.user, at=request.at)
    except PlanRefusal as refusal:
        said_no(request, refusal)
    else:
        messages.success(request, _("The draft has been thrown away."))
    return HttpResponseRedirect(reverse("plans:late-units", args=[letter.plan_id]))


@desk_view
def letter_word(request: DeskRequest, pk: int) -> HttpResponse:
    """The letter as a Word file."""
    letter = letter_or_404(request, pk)
    name = f"cong-van-{plain_name(letter.number or str(letter.pk))}.docx"
    return word_answer(WordFile(name, render_letter(ask.letter_document(letter))))
