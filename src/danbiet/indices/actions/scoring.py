"""A component's points: said by the unit, appraised, answered, decided. Every change of points leaves a row that is only added."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.accounts.models import User
from danbiet.media.actions import store_file
from danbiet.org.queries import Rights

from .. import permissions as may
from ..calc.rules import Figures, FiguresRefused
from ..enums import EvidenceKind, Stage, Step
from ..models import Criterion, Evidence, Participant, Score, ScoreChange
from ..queries import editions as ask
from ..queries.appraisers import assigned_in
from ..queries.sheets import exemptions_of, freed_numbers, standing
from ..registry import evidence_source, figure_kind
from .noting import held_participant, must, note
from .reckoning import error_for, points_for
from .refusals import BadValue, EditedMeanwhile, NotNow

MOST_EVIDENCE = 30
WORDS = {
    "missing": gettext_lazy("Figures are missing for this component."),
    "negative": gettext_lazy("A figure is below 0."),
    "no_denominator": gettext_lazy("The whole is 0: if the criterion does not apply, ask for an exemption."),
    "above_maximum": gettext_lazy("More points than the component has."),
    "above_whole": gettext_lazy("The part is greater than the whole."),
}


@dataclass(frozen=True, slots=True)
class Said:
    """What a unit writes down of a component."""

    figures: Figures
    explanation: str = ""


@transaction.atomic
def write_score(
    participant_id: int,
    number: str,
    said: Said,
    *,
    version: int,
    rights: Rights,
    on: date,
    at: datetime,
    by: User,
) -> Score:
    """Keep what a unit says of a component; its points follow from the rule.

    Refused: NotNow outside self-assessment, after the head signed, or for a component that does not apply; BadValue for figures the
    rule cannot use; EditedMeanwhile when somebody saved after `version` was shown (0: nothing was there).
    """
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    if stage == Stage.SELF and participant.signed_at is not None:
        raise NotNow(
            _("The head has signed this sheet. It can be changed again once the signature is taken back.")
        )
    must(may.may_write_sheet(rights, participant, stage=stage), _("Self-assessment is not open for you now."))
    criterion = _component(participant, number)
    found = _held(participant, criterion, version=version, at=at, by=by)
    found.explanation = said.explanation
    if criterion.scorer == "self":  # what the platform or a survey tells is not the unit's to change
        found.part, found.whole, found.number, found.answer = (
            said.figures.part,
            said.figures.whole,
            said.figures.number,
            said.figures.answer,
        )
        _move(found, "self_points", _points(criterion, said.figures), step=Step.SELF, reason="", at=at, by=by)
    _save(found, at=at, by=by)
    return found


def _points(criterion: Criterion, figures: Figures) -> Decimal | None:
    """By the rule; None while nothing at all was said."""
    if figures == Figures():
        return None
    try:
        return points_for(criterion, figures)
    except FiguresRefused as refusal:
        raise BadValue(str(WORDS[refusal.fault]), field="figures") from refusal


@transaction.atomic
def read_figures(participant_id: int, *, rights: Rights, on: date, at: datetime, by: User) -> int:
    """Ask what the platform and the surveys tell of a unit, for all computed components; how many have points now.

    NotAllowed but for the unit before its head signed, and for the office until the replies are in.
    Points somebody decided otherwise stay; only the unit's column follows the figure.
    """
    participant = held_participant(participant_id)
    edition = participant.edition
    stage = ask.stage_of(edition, on=on)
    is_office = may.may_run(rights, edition) and stage in (Stage.SELF, Stage.APPRAISAL, Stage.REPLY)
    must(may.may_write_sheet(rights, participant, stage=stage) or is_office, _("Figures are not read now."))
    done = 0
    for criterion in ask.criteria_of(edition.criteria_set_id):
        kind = figure_kind(criterion.figure) if criterion.rule and criterion.scorer != "self" else None
        told = kind.read(participant.unit_id, edition.year, on) if kind else None
        if told is None:
            continue
        figures = Figures(told.part, told.whole, told.number)
        try:
            points = points_for(criterion, figures)
        except FiguresRefused:
            continue
        found, _is_new = Score.objects.select_for_update(no_key=True).get_or_create(
            participant=participant, criterion=criterion, defaults={"updated_at": at, "updated_by": by}
        )
        found.part, found.whole, found.number, found.source = told.part, told.whole, told.number, told.source
        found.error = error_for(criterion, told.error)
        _move(found, "self_points", points, step=Step.SELF, reason=told.source, at=at, by=by)
        _save(found, at=at, by=by)
        done += 1
    return done


@transaction.atomic
def attach(
    participant_id: int, number: str, *, title: str, upload: File[bytes] | None, url: str, section: str, page: str,
    rights: Rights, on: date, at: datetime, by: User,
) -> Evidence:  # fmt: skip
    """Add a piece of evidence: a file with section and page, or an address. BadValue for neither; FileRefused by the inspection."""
    found = _taking_evidence(participant_id, number, rights=rights, on=on, at=at, by=by)
    if upload is None and not url:
        raise BadValue(_("Choose a file or give a web address."), field="upload")
    if upload is not None and not page:
        raise BadValue(_("Say on which page of the file it stands."), field="page")
    stored = store_file(upload, by=by, at=at) if upload is not None else None
    kind = EvidenceKind.FILE if stored else EvidenceKind.LINK
    made = Evidence.objects.create(
        score=found, kind=kind, title=title or (stored.name if stored else url)[:200], url="" if stored else url, file=stored,
        section=section, page=page, at=at, by=by,
    )  # fmt: skip
    note("evidence_added", found.participant, by=by, at=at, number=number, evidence=made.title)
    return made


@transaction.atomic
def choose_evidence(
    participant_id: int,
    number: str,
    *,
    source: str,
    key: str,
    rights: Rights,
    on: date,
    at: datetime,
    by: User,
) -> Evidence:
    """Take something on the platform as evidence (`registry.EvidenceSource`). BadValue for what the unit may not name or has already."""
    found = _taking_evidence(participant_id, number, rights=rights, on=on, at=at, by=by)
    kind = evidence_source(source)
    thing = kind.known([key], found.participant.unit_id).get(key) if kind else None
    if thing is None:
        raise BadValue(_("This cannot be chosen as evidence."))
    if found.evidence.filter(kind=EvidenceKind.PLATFORM, source=source, key=key).exists():
        raise BadValue(_("This is among the evidence already."))
    made = Evidence.objects.create(
        score=found, kind=EvidenceKind.PLATFORM, title=thing.title[:200], url=thing.url[:500], source=source, key=key, at=at, by=by
    )  # fmt: skip
    note("evidence_added", found.participant, by=by, at=at, number=number, evidence=made.title)
    return made


def _taking_evidence(
    participant_id: int, number: str, *, rights: Rights, on: date, at: datetime, by: User
) -> Score:
    """The component's row, while evidence is taken in and there is room for more."""
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    must(
        may.may_write_sheet(rights, participant, stage=stage)
        or may.may_reply(rights, participant, stage=stage),
        _("Evidence is not taken in now."),
    )
    criterion = _component(participant, number)
    found, _is_new = Score.objects.get_or_create(
        participant=participant, criterion=criterion, defaults={"updated_at": at, "updated_by": by}
    )
    found.participant = participant
    if found.evidence.count() >= MOST_EVIDENCE:
        raise BadValue(
            _("A component takes %(count)s pieces of evidence at most.") % {"count": MOST_EVIDENCE}
        )
    return found


@transaction.atomic
def detach(evidence_id: int, *, rights: Rights, on: date, at: datetime, by: User) -> None:
    """Take a piece of evidence away, while the sheet may be written."""
    found = Evidence.objects.select_related("score__criterion").get(pk=evidence_id)
    participant = held_participant(found.score.participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    must(may.may_write_sheet(rights, participant, stage=stage), _("Evidence is not taken away now."))
    note(
        "evidence_removed",
        participant,
        by=by,
        at=at,
        number=found.score.criterion.number,
        evidence=found.title,
    )
    found.delete()


@transaction.atomic
def sign(
    participant_id: int, *, is_signed: bool, rights: Rights, on: date, at: datetime, by: User
) -> Participant:
    """The head stands for the sheet, or takes the signature back. NotAllowed for anybody else and outside self-assessment."""
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    must(
        may.may_sign(rights, participant, stage=stage),
        _("Only the head signs, while self-assessment is open."),
    )
    participant.signed_at, participant.signed_by = (at, by) if is_signed else (None, None)
    participant.save(update_fields=["signed_at", "signed_by"])
    note("signed" if is_signed else "signature_taken_back", participant, by=by, at=at)
    return participant


@transaction.atomic
def appraise(
    participant_id: int, number: str, *, points: Decimal | None, reason: str, question: str, version: int,
    rights: Rights, on: date, at: datetime, by: User,
) -> Score:  # fmt: skip
    """Accept a component (points as they are), change it (a reason is needed), or ask the unit (`question`); a question alone, without
    points, decides nothing.

    BadValue without a reason for other points, or above the maximum; EditedMeanwhile as in `write_score`.
    """
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    assigned = assigned_in(participant.edition_id)
    must(
        may.may_appraise(rights, participant, number, stage=stage, assigned=assigned),
        _("Appraisal is not open to you."),
    )
    criterion = _component(participant, number)
    found = _held(participant, criterion, version=version, at=at, by=by)
    _hold(points, criterion, reason, before=found.self_points)
    found.appraised_reason, found.question = reason, question
    _move(found, "appraised", points, step=Step.APPRAISAL, reason=reason, at=at, by=by)
    _save(found, at=at, by=by)
    return found


@transaction.atomic
def accept_all(participant_id: int, domain: str, *, rights: Rights, on: date, at: datetime, by: User) -> int:
    """Accept every component of a domain that has the unit's points and no appraisal yet; how many."""
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    assigned = assigned_in(participant.edition_id)
    must(
        may.may_appraise(rights, participant, domain, stage=stage, assigned=assigned),
        _("Appraisal is not open to you."),
    )
    rows = Score.objects.select_for_update(no_key=True, of=("self",)).filter(
        participant=participant, self_points__isnull=False, appraised__isnull=True
    )
    done = 0
    for found in rows.select_related("criterion"):
        if found.criterion.number == domain or found.criterion.number.startswith(f"{domain}."):
            _move(found, "appraised", found.self_points, step=Step.APPRAISAL, reason="", at=at, by=by)
            _save(found, at=at, by=by)
            done += 1
    return done


@transaction.atomic
def answer(
    participant_id: int,
    number: str,
    *,
    reply: str,
    version: int,
    rights: Rights,
    on: date,
    at: datetime,
    by: User,
) -> Score:
    """The unit's word on an appraisal (giải trình)."""
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    must(may.may_reply(rights, participant, stage=stage), _("Replies are not open for you now."))
    found = _held(participant, _component(participant, number), version=version, at=at, by=by)
    found.reply = reply
    _save(found, at=at, by=by)
    note("replied", participant, by=by, at=at, number=number)
    return found


@transaction.atomic
def decide(
    participant_id: int, number: str, *, points: Decimal | None, reason: str, version: int,
    rights: Rights, on: date, at: datetime, by: User,
) -> Score:  # fmt: skip
    """Write down what the council decided of a component; None lets the appraisal stand. A reason is needed for other points."""
    participant = held_participant(participant_id)
    stage = ask.stage_of(participant.edition, on=on)
    must(may.may_decide(rights, participant.edition, stage=stage), _("The council does not sit now."))
    criterion = _component(participant, number)
    found = _held(participant, criterion, version=version, at=at, by=by)
    before = found.appraised if found.appraised is not None else found.self_points
    if points is not None:
        _hold(points, criterion, reason, before=before)
    found.council_reason = reason
    _move(found, "council", points, step=Step.COUNCIL, reason=reason, at=at, by=by)
    _save(found, at=at, by=by)
    return found


def _component(participant: Participant, number: str) -> Criterion:
    """The component, if it applies to the unit; BadValue or NotNow."""
    criteria = ask.criteria_of(participant.edition.criteria_set_id)
    found = next((one for one in criteria if one.number == number and one.rule is not None), None)
    if found is None:
        raise BadValue(_("There is no criterion of this number."), field="number")
    if number in freed_numbers(ask.tree_in(criteria), exemptions_of(participant), participant.group):
        raise NotNow(_("This criterion does not apply to the unit."))
    return found


def _held(participant: Participant, criterion: Criterion, *, version: int, at: datetime, by: User) -> Score:
    """The component's row, held; EditedMeanwhile when it is not the one that was shown."""
    found = (
        Score.objects.select_for_update(no_key=True, of=("self",))
        .filter(participant=participant, criterion=criterion)
        .first()
    )
    if found is None:
        found = Score(participant=participant, criterion=criterion, updated_at=at, updated_by=by, version=0)
    if found.version != version:
        raise EditedMeanwhile(
            _(
                "Somebody else has saved this component in the meantime. Nothing was overwritten: compare and save again."
            ),
            score=found,
        )
    found.criterion = criterion
    return found


def _hold(points: Decimal | None, criterion: Criterion, reason: str, *, before: Decimal | None) -> None:
    if points is not None and not 0 <= points <= criterion.maximum:
        raise BadValue(_("Points are between 0 and %(most)s.") % {"most": criterion.maximum}, field="points")
    if points != before and points is not None and not reason.strip():
        raise BadValue(_("Other points than before need a reason."), field="reason")


def _move(
    found: Score, name: str, points: Decimal | None, *, step: Step, reason: str, at: datetime, by: User
) -> None:
    """Put points in a column and remember what changed, if anything did."""
    before: Decimal | None = getattr(found, name)
    if found.pk is None:
        found.save()  # a change names the row it is of
    if before == points:
        return
    stood, _whose = standing(found)
    setattr(found, name, points)
    ScoreChange.objects.create(
        score=found,
        step=step,
        before=stood if step != Step.SELF else before,
        after=points,
        reason=reason,
        at=at,
        by=by,
    )


def _save(found: Score, *, at: datetime, by: User) -> None:
    found.version += 1
    found.updated_at, found.updated_by = at, by
    found.save()
