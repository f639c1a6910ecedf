"""One question with everything its working screen shows: a constant number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q, prefetch_related_objects

from danbiet.media.queries import StoredFile, stored_files

from ..calc.clock import Hold, Terms
from ..calc.moves import holder_of
from ..models import (
    Answer,
    Event,
    InternalNote,
    LegalBasis,
    Message,
    Part,
    Pause,
    Question,
    QuestionFile,
    Snippet,
)
from .terms import terms_of


@dataclass(frozen=True, slots=True)
class Shown:
    """What belongs to a question, oldest first; `answer` is that of the present round, None before anybody wrote."""

    question: Question
    messages: tuple[Message, ...]
    events: tuple[Event, ...]
    pauses: tuple[Pause, ...]
    parts: tuple[Part, ...]
    answers: tuple[Answer, ...]
    notes: tuple[InternalNote, ...]
    files: tuple[tuple[QuestionFile, StoredFile], ...]

    @property
    def round(self) -> int:
        """1, or 2 once the question was reopened."""
        return 2 if self.question.reopened_at else 1

    @property
    def answer(self) -> Answer | None:
        return next((one for one in self.answers if one.round == self.round), None)

    @property
    def earlier(self) -> tuple[Answer, ...]:
        return tuple(one for one in self.answers if one.round < self.round)

    @property
    def supports(self) -> tuple[Part, ...]:
        return tuple(part for part in self.parts if part.role == "support")

    @property
    def open_pause(self) -> Pause | None:
        return next((pause for pause in self.pauses if pause.ended_at is None), None)

    @property
    def is_identity_open(self) -> bool:
        """Whether the desk has opened who asked to the agency that leads now."""
        lead_id = self.question.lead_id
        return lead_id is not None and any(
            event.verb == "identity_opened" and event.details.get("unit") == lead_id for event in self.events
        )

    @property
    def terms(self) -> Terms:
        """What decides about the due moment, for `calc.clock`."""
        return terms_of(self.question)

    @property
    def holds(self) -> list[Hold]:
        """Who held the question from when, out of its events."""
        found = [Hold(self.question.received_at, "intake", self.question.intake_unit_id)]
        for event in self.events:
            if event.to_state and event.verb != "ask":
                holder = holder_of(event.to_state)
                unit_id = event.details.get("unit") if isinstance(event.details, dict) else None
                lead = unit_id if isinstance(unit_id, int) else self.question.lead_id
                found.append(Hold(event.at, holder, lead if holder == "agency" else None))
        return found


def shown(question: Question) -> Shown:
    """The question as its working screen shows it. Nine queries; who may see it was decided before."""
    pk = question.pk
    prefetch_related_objects([question], Prefetch("pauses", Pause.objects.order_by("began_at", "id")))
    files = list(QuestionFile.objects.filter(question=pk))
    kept = stored_files(one.file_id for one in files)
    bases = Prefetch("bases", queryset=LegalBasis.objects.order_by("id"))
    return Shown(
        question=question,
        messages=tuple(Message.objects.filter(question=pk).select_related("by").order_by("at", "id")),
        events=tuple(Event.objects.filter(question=pk).select_related("by").order_by("at", "id")),
        pauses=tuple(question.pauses.all()),
        parts=tuple(
            Part.objects.filter(question=pk).exclude(state="recalled").select_related("by").order_by("id")
        ),
        answers=tuple(
            Answer.objects.filter(question=pk)
            .select_related("written_by")
            .prefetch_related(bases)
            .order_by("round")
        ),
        notes=tuple(
            InternalNote.objects.filter(question=pk)
            .select_related("by")
            .prefetch_related("mentions")
            .order_by("at", "id")
        ),
        files=tuple((one, kept[one.file_id]) for one in files if one.file_id in kept),
    )


def version_of(pk: int) -> int:
    """The question's version as stored now."""
    return Question.objects.values_list("version", flat=True).get(pk=pk)


def snippets_for(unit_ids: Iterable[int], text: str = "") -> list[Snippet]:
    """Sentences of these units and those of the whole province, by title."""
    rows = Snippet.objects.filter(Q(unit_id__in=set(unit_ids)) | Q(unit__isnull=True))
    return list(rows.filter(title__icontains=text) if text else rows)
