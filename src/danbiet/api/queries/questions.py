"""What citizens asked and the agencies answered, as everybody may read it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from typing import Annotated, Any, Literal

from django.urls import reverse
from pydantic import Field

from danbiet.kit.clock import local
from danbiet.org.queries import Tree, tree, working_calendar
from danbiet.questions.queries import archive as ask
from danbiet.questions.queries.figures import Figures, figures_of
from danbiet.questions.registry import documents_by_id, on_air
from danbiet.questions.render import plain

from ..render import questions as shapes
from ..render.shape import File
from ..render.shape import gettext_noop as _
from ..validators import DIGITS, LAST_YEAR, Asked, Code, Id, Paged, Words, Year
from .rows import Now, Rows, full, link, unit_ref

FIRST_YEAR = 2016  # of the data a province has
ORDERS = {"-ngay": ("-published_at", "-pk"), "ngay": ("published_at", "pk")}


class QuestionsAsked(Paged):
    q: Words = Field("", description=_("Words in the question, as they are written; all must be there."))
    linh_vuc: Id | None = Field(None, description=_("Number of a field (see /topics)."))
    don_vi: Id | None = Field(None, description=_("Answered by this unit or one below it (its number)."))
    nam: Year | None = Field(None, description=_("Published in this year."))
    sap_xep: Literal["-ngay", "ngay"] = Field(
        "-ngay", description=_("By the day of publication; - newest first.")
    )


class FiguresAsked(Paged):
    nam: Annotated[int, Field(ge=FIRST_YEAR, le=LAST_YEAR), DIGITS] | None = Field(
        None, description=_("Questions received in this year; this year when it is left out.")
    )


def topics(asked: Paged, now: Now) -> Rows[shapes.Topic]:
    """All fields questions are about. One query."""
    return Rows(ask.topics_known(), lambda part: [shapes.Topic(id=pk, name=name) for pk, name in part])


def questions(asked: QuestionsAsked, now: Now) -> Rows[shapes.Question]:
    """Published questions with their present answers; a page in four queries."""
    units = tree(now.on)
    unit_ids = None
    if asked.don_vi is not None:
        unit_ids = units.descendants(asked.don_vi) or {asked.don_vi}
    rows = ask.narrowed(
        ask.with_topics(ask.published()),
        topic_id=asked.linh_vuc,
        unit_ids=unit_ids,
        year=asked.nam,
        text=asked.q,
    )
    return Rows(rows.order_by(*ORDERS[asked.sap_xep]), lambda part: _questions(part, units, now.on))


def _questions(part: Sequence[Any], units: Tree, on: date) -> list[shapes.Question]:
    given = ask.full_answers_of([one.pk for one in part], on=on)
    return [shapes.Question(**_question(one, given.get(one.pk), units)) for one in part]


def _question(one: Any, given: ask.Given | None, units: Tree) -> dict[str, Any]:
    """An answer may be missing for the blink of an eye in which it is replaced: then nothing is said of it."""
    unit_id = given.answer.unit_id if given else one.lead_id
    answered = one.answered_at
    return {
        "code": one.code, "topic": shapes.Topic(id=one.topic.pk, name=one.topic.name) if one.topic else None, "subject": one.subject,
        "text": one.text, "place": unit_ref(one.place_id, units) if one.place_id else None,
        "agency": unit_ref(unit_id, units) if unit_id else None, "received_on": _day(one.received_at),
        "answered_on": _day(answered) if answered else None, "published_on": _day(one.published_at),
        "is_in_time": answered is not None and answered <= one.due_at, "answer": plain(given.answer.body) if given else "",
        "bases": [" ".join(filter(None, (base.article, base.title))) for base in given.bases] if given else [],
        "is_current": given is not None and given.validity.is_current and not one.is_answered_again,
        "valid_until": given.answer.valid_until if given else None,
        "links": link(f"/questions/{one.code}", reverse("questions:question-public", args=[one.code])),
    }  # fmt: skip


def _day(at: Any) -> date:
    return local(at).date()


def question(asked: Asked, now: Now, code: Code) -> shapes.QuestionInFull | None:
    """A published question by its code, with every answer given publicly."""
    found = ask.published_question(code)
    answers = ask.all_answers(found, on=now.on) if found is not None else []
    if found is None or not answers:
        return None
    units = tree(now.on)
    files = [
        File(
            title=row.label, type=file.name.rpartition(".")[2].upper()[:5], bytes=file.size,
            url=full(reverse("questions:answer-file", args=[found.code, row.pk])),
        )
        for row, file in ask.answer_files(found)
    ]  # fmt: skip
    return shapes.QuestionInFull(
        **_question(found, answers[0], units), is_answered_again=found.is_answered_again,
        answers=[_answer(one, units) for one in answers], files=files,
        broadcasts=[
            shapes.OnAir(title=one.title, on=one.on, channel=one.channel, url=full(one.url))
            for one in on_air([found.pk]).get(found.pk, [])
        ],
    )  # fmt: skip


def _answer(given: ask.Given, units: Tree) -> shapes.Answer:
    one = given.answer
    known = documents_by_id([base.document_id for base in given.bases if base.document_id])
    bases = []
    for base in given.bases:
        document = known.get(base.document_id or 0)
        flag = base.flag if base.flagged_at is not None else ""
        url = (document.url if document else "") or base.url
        bases.append(shapes.Basis(title=base.title, article=base.article, url=full(url), flag=flag))
    return shapes.Answer(
        html=one.body, agency=unit_ref(one.unit_id, units), signer=one.signer_name, signer_title=one.signer_title,
        on=_day(one.approved_at) if one.approved_at else None, validity=given.validity.kind, valid_until=given.validity.until,
        bases=bases,
    )  # fmt: skip


def question_figures(asked: FiguresAsked, now: Now) -> Rows[shapes.Figures]:
    """All agencies together, then each by what it received. Two queries and the calendar."""
    year = asked.nam or now.on.year
    if year > now.on.year:
        return Rows([], lambda _part: [])
    units = tree(now.on)
    total, agencies = figures_of(year, at=now.at, calendar=working_calendar())
    rows = [total, *sorted(agencies, key=lambda one: (-one.received, units.name(one.unit_id or 0)))]
    return Rows(rows, lambda part: [_figures(one, year, units) for one in part])


def _figures(one: Figures, year: int, units: Tree) -> shapes.Figures:
    return shapes.Figures(
        year=year, agency=unit_ref(one.unit_id, units) if one.unit_id is not None else None, received=one.received,
        answered=one.answered, in_time=one.in_time, in_time_percent=_rounded(one.in_time_share), overdue_now=one.late,
        median_working_days=_rounded(one.median_days), rated=one.rated, satisfied=one.satisfied,
        satisfied_percent=_rounded(one.satisfied_share),
    )  # fmt: skip


def _rounded(value: Decimal | None) -> Decimal | None:
    return None if value is None else value.quantize(Decimal("0.1"), ROUND_HALF_UP)
