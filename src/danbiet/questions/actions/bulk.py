"""The same for many questions at once: each in a transaction of its own, what cannot be done is told and holds nobody up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from danbiet.accounts.models import User
from danbiet.kit import clock as time
from danbiet.org.queries import names_of

from ..calc.merging import merged
from ..models import Question
from .answering import save_answer, submit
from .intake import route
from .noting import lock
from .refusals import QuestionRefusal


@dataclass(frozen=True, slots=True)
class Done:
    """What came of it: ids done, and (id, sentence) of what was refused."""

    done: tuple[int, ...]
    refused: tuple[tuple[int, str], ...]


def route_many(
    question_ids: Iterable[int],
    *,
    unit_id: int,
    support: Iterable[int] = (),
    wanted: str = "",
    note: str = "",
    by: User | None,
    at: datetime,
    versions: Mapping[int, int] | None = None,
) -> Done:
    """Hand many questions to one agency; `versions` by id where the page showed them."""
    others = tuple(support)
    seen = versions or {}
    return _each(
        question_ids,
        lambda pk: route(
            pk,
            unit_id=unit_id,
            support=others,
            wanted=wanted,
            note=note,
            by=by,
            at=at,
            version=seen.get(pk),
        ),
    )


def answer_many(
    question_ids: Iterable[int],
    template: str,
    *,
    bases: Sequence[Mapping[str, Any]] = (),
    valid_until: date | None = None,
    is_private: bool = False,
    is_submitted: bool = False,
    by: User | None,
    at: datetime,
    versions: Mapping[int, int] | None = None,
) -> Done:
    """Write one answer to many questions, its merge fields (`calc.merging.FIELDS`) filled in for each; with `is_submitted`
    hand all in for approval. Refused (ValueError) as a whole: a field nobody knows."""
    merged(template, {}, is_check=True)
    seen = versions or {}

    @transaction.atomic
    def one(pk: int) -> None:
        question = lock(pk)
        answer = save_answer(
            pk,
            merged(template, values_of(question, on=time.local(at).date())),
            bases=bases,
            valid_until=valid_until,
            is_private=is_private,
            by=by,
            at=at,
            version=seen.get(pk, question.version),
        )
        if is_submitted:
            version = Question.objects.values_list("version", flat=True).get(pk=answer.question_id)
            submit(pk, by=by, at=at, version=version)

    return _each(question_ids, one)


def values_of(question: Question, *, on: date) -> dict[str, str]:
    """What the merge fields of a text stand for in one question."""
    lead_id = question.lead_id or question.intake_unit_id
    return {
        "mã": question.code,
        "tiêu đề": question.subject,
        "lĩnh vực": question.topic.name if question.topic else "",
        "cơ quan": names_of({lead_id}, on).get(lead_id, ""),
        "ngày nhận": f"{time.local(question.received_at):%d/%m/%Y}",
    }


def _each(question_ids: Iterable[int], act: Callable[[int], object]) -> Done:
    done: list[int] = []
    refused: list[tuple[int, str]] = []
    for pk in sorted(set(question_ids)):
        try:
            act(pk)
            done.append(pk)
        except QuestionRefusal as refusal:
            refused.append((pk, str(refusal)))
    return Done(tuple(done), tuple(refused))
