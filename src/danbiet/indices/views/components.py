"""One component of a unit: what it said with its evidence, appraisal, reply, council, every change."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from danbiet.media.actions import FileRefused
from danbiet.media.views import attachment
from danbiet.org.views import DeskRequest, desk_view, found

from .. import permissions as may
from ..actions import scoring as act
from ..actions.refusals import EditedMeanwhile, IndexRefusal
from ..forms.scores import AppraisalForm, CouncilForm, EvidenceForm, ReplyForm, ScoreForm
from ..models import Criterion, Evidence, Participant, Score
from ..queries import editions as ask
from ..queries import sheets
from ..queries.years import last_year_of
from ..registry import Thing, evidence_source, evidence_sources, figure_kind
from .doors import Seen, crumbs, edition_step, seen_component, sheet_step
from .words import figures_words, last_words, points_words, rule_words

Forms = dict[str, forms.Form]
ACCEPTS = "nhan"  # the button that takes the unit's points as they are
SAYS, PROVES, APPRAISES, REPLIES, DECIDES = "cham", "minh-chung", "tham-dinh", "giai-trinh", "hoi-dong"


@desk_view
def component(request: DeskRequest, pk: int, number: str) -> HttpResponse:
    """Everything about a component; what may be filled in depends on the day and on who asks."""
    seen = seen_component(request, pk, number)
    participant = seen.participant
    criterion = _criterion(participant, number)
    score = sheets.score_for(pk, number)
    name = request.POST.get("viec", "") if request.method == "POST" else ""
    given = _forms(request, seen, criterion, score, bound=name)
    if request.method == "POST":
        bound = given.get(name)
        if bound is None:
            messages.error(request, _("This is not possible now."))
        elif bound.is_valid() and _done(request, participant, number, name, bound):
            return HttpResponseRedirect(_after(request, participant, number, name))
    return render(request, "indices/desk/component.html", _context(request, participant, criterion, given))


def _criterion(participant: Participant, number: str) -> Criterion:
    criteria = ask.criteria_of(participant.edition.criteria_set_id)
    return found(next((one for one in criteria if one.number == number and one.rule is not None), None))


def _forms(
    request: DeskRequest,
    seen: Seen,
    criterion: Criterion,
    score: Score | None,
    *,
    bound: str,
) -> Forms:
    """The forms this person may fill in today; the one named `bound` with what was sent."""
    participant = seen.participant
    stage = ask.stage_of(participant.edition, on=request.on)
    rights, edition = request.rights, participant.edition
    version = {"version": score.version if score else 0}
    kind = (criterion.rule or {})["kind"]
    made: Forms = {}

    def data(name: str) -> tuple[Any, Any]:
        return (request.POST, request.FILES) if name == bound else (None, None)

    if may.may_write_sheet(rights, participant, stage=stage):
        shown = {name: getattr(score, name, None) for name in ("part", "whole", "number", "answer")}
        shown |= {"points": score.self_points, "explanation": score.explanation} if score else {}
        if shown["answer"] is not None:
            shown["answer"] = "true" if shown["answer"] else "false"  # as the radio buttons name it
        made[SAYS] = ScoreForm(
            data(SAYS)[0], initial=shown | version, kind=kind, is_computed=criterion.scorer != "self"
        )
        made[PROVES] = EvidenceForm(*data(PROVES))
    if may.may_reply(rights, participant, stage=stage):
        made[REPLIES] = ReplyForm(data(REPLIES)[0], initial={"reply": score.reply if score else ""} | version)
        made[PROVES] = EvidenceForm(*data(PROVES))
    if may.may_appraise(rights, participant, criterion.number, stage=stage, assigned=seen.assigned):
        # Points stand there only once they were decided: whoever types a question alone must not accept them by that.
        shown = (
            {"points": score.appraised, "reason": score.appraised_reason, "question": score.question}
            if score
            else {}
        )
        made[APPRAISES] = AppraisalForm(data(APPRAISES)[0], initial=shown | version)
    if may.may_decide(rights, edition, stage=stage):
        shown = {"points": score.council, "reason": score.council_reason} if score else {}
        made[DECIDES] = CouncilForm(data(DECIDES)[0], initial=shown | version)
    for name, form in made.items():  # several stand on one page: no two fields have one id
        form.auto_id = f"{name}-%s"
    return made


def _done(request: DeskRequest, participant: Participant, number: str, name: str, form: forms.Form) -> bool:
    """Do what the form asks for; False puts the reason on the form, with everything that was typed."""
    said = form.cleaned_data
    who: dict[str, Any] = {"rights": request.rights, "on": request.on, "at": request.at, "by": request.user}
    pk = participant.pk
    try:
        if isinstance(form, ScoreForm):
            act.write_score(
                pk, number, act.Said(form.figures(), said["explanation"]), version=said["version"], **who
            )
        elif name == PROVES:
            act.attach(pk, number, **said, **who)
        elif name == APPRAISES:
            if ACCEPTS in request.POST:
                score = sheets.score_for(pk, number)
                said["points"] = score.self_points if score else None
            act.appraise(pk, number, **said, **who)
        elif name == REPLIES:
            act.answer(pk, number, **said, **who)
        else:
            act.decide(pk, number, **said, **who)
    except EditedMeanwhile as refusal:
        form.add_error(None, f"{refusal} {_there(refusal.score)}")
        # A second press is a decision, made with both values in sight.
        form.data = {
            **{name: form.data.get(name) for name in form.data},
            "version": str(refusal.score.version),
        }
        return False
    except FileRefused as refusal:
        form.add_error("upload", str(refusal))
        return False
    except IndexRefusal as refusal:
        field = getattr(refusal, "field", "")
        form.add_error(field if field in form.fields else None, str(refusal))
        return False
    messages.success(request, _("Saved."))
    return True


def _there(score: Score) -> str:
    """What somebody else saved."""
    who = score.updated_by.full_name if score.updated_by else ""
    return _("Saved by %(who)s: %(figures)s, %(points)s points. %(words)s") % {
        "who": who, "figures": figures_words(score) or "–", "points": points_words(sheets.standing(score)[0]),
        "words": score.explanation[:300],
    }  # fmt: skip


def _after(request: DeskRequest, participant: Participant, number: str, name: str) -> str:
    """The next component where one goes through them, this one again after evidence."""
    if name != PROVES and "tiep" in request.POST:
        criteria = [
            one for one in ask.criteria_of(participant.edition.criteria_set_id) if one.rule is not None
        ]
        numbers = [one.number for one in criteria]
        after = numbers.index(number) + 1
        if after < len(numbers):
            return reverse("indices:component", args=[participant.pk, numbers[after]])
        return reverse("indices:sheet", args=[participant.pk])
    return reverse("indices:component", args=[participant.pk, number])


def _context(
    request: DeskRequest, participant: Participant, criterion: Criterion, given: Forms
) -> dict[str, Any]:
    score = sheets.score_for(participant.pk, criterion.number)
    kind = figure_kind(criterion.figure) if criterion.scorer != "self" else None
    stage = ask.stage_of(participant.edition, on=request.on)
    evidence = sheets.evidence_of(score)
    states = sheets.states_of(evidence, participant.unit_id)
    last = last_year_of(participant, ask.tree_for(participant.edition))
    return {
        "participant": participant, "edition": participant.edition, "criterion": criterion, "score": score,
        "rule": rule_words(criterion), "figures": figures_words(score), "figure_kind": kind,
        "is_computed": criterion.scorer != "self",
        "points": [
            *([(_("Published for %(year)s") % {"year": last.year}, last_words(last, criterion.number), "")] if last else []),
            (_("Self-assessment"), points_words(score.self_points if score else None), ""),
            (_("Appraisal"), points_words(score.appraised if score else None), score.appraised_reason if score else ""),
            (_("Council"), points_words(score.council if score else None), score.council_reason if score else ""),
        ],
        "evidence": [_shown(one, states) for one in evidence], **_choosing(request, participant, evidence, is_open=PROVES in given),
        "can_detach": SAYS in given,
        "changes": [(one, points_words(one.before), points_words(one.after), one.before == one.after) for one in score.changes.select_related("by")] if score else [],
        "forms": [(name, _titles()[name], form) for name, form in given.items() if name != PROVES],
        "evidence_form": given.get(PROVES), "stage": stage.label,
        "crumbs": crumbs(edition_step(participant.edition), sheet_step(participant), here=criterion.number),
    }  # fmt: skip


def _shown(one: Evidence, states: dict[int, Thing | None]) -> tuple[Evidence, str, bool]:
    """A piece of evidence, what it is now in words, and whether it is gone from the platform."""
    if one.pk not in states:
        return one, "", False
    thing = states[one.pk]
    return one, pgettext("evidence", "no longer there") if thing is None else thing.state, thing is None


def _choosing(
    request: DeskRequest, participant: Participant, evidence: list[Evidence], *, is_open: bool
) -> dict[str, Any]:
    """What can be chosen on the platform: the kinds, and what answers `loai` and `tim` (found None: nothing was asked)."""
    kind = evidence_source(request.GET.get("loai", "")) if is_open else None
    words = " ".join(request.GET.get("tim", "").replace("\0", "").split())[:100]
    taken = {(one.source, one.key) for one in evidence}
    things = kind.search(words, participant.unit_id, participant.edition.year) if kind else None
    return {
        "sources": evidence_sources() if is_open else [], "source": kind.kind if kind else "", "words": words,
        "things": None if things is None or kind is None else [(one, (kind.kind, one.key) in taken) for one in things],
    }  # fmt: skip


def _titles() -> dict[str, str]:
    return {
        SAYS: _("Self-assessment"),
        APPRAISES: _("Appraisal"),
        REPLIES: _("Reply"),
        DECIDES: _("Decision of the council"),
    }


@desk_view
@require_POST
def evidence_choose(request: DeskRequest, pk: int, number: str) -> HttpResponse:
    """Take something on the platform as evidence of a component."""
    participant = seen_component(request, pk, number).participant
    _criterion(participant, number)
    source, key = request.POST.get("loai", "")[:40], request.POST.get("ma", "")[:80]
    try:
        act.choose_evidence(
            pk, number, source=source, key=key, rights=request.rights, on=request.on, at=request.at, by=request.user
        )  # fmt: skip
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("Saved."))
    return HttpResponseRedirect(f"{reverse('indices:component', args=[pk, number])}#minh-chung")


@desk_view
def evidence_file(request: DeskRequest, pk: int) -> HttpResponseBase:
    """A file of evidence for those who may see the sheet."""
    one = found(sheets.evidence_for(pk))
    seen_component(request, one.score.participant_id, one.score.criterion.number)
    if one.file is None:
        raise Http404
    try:
        return attachment(one.file)
    except FileNotFoundError as error:
        raise Http404(_("The file is missing in the data folder.")) from error


@desk_view
@require_POST
def evidence_drop(request: DeskRequest, pk: int) -> HttpResponse:
    """Take a piece of evidence away."""
    one = found(sheets.evidence_for(pk))
    seen_component(request, one.score.participant_id, one.score.criterion.number)
    try:
        act.detach(pk, rights=request.rights, on=request.on, at=request.at, by=request.user)
    except IndexRefusal as refusal:
        messages.error(request, str(refusal))
    return HttpResponseRedirect(
        reverse("indices:component", args=[one.score.participant_id, one.score.criterion.number])
    )
