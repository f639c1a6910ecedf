"""Everything the asker may see of their own question: a constant number of queries. Never an internal note, never a name."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, prefetch_related_objects

from danbiet.media.queries import StoredFile, stored_file, stored_files

from ..calc.clock import Hold, Terms
from ..calc.moves import ANSWERED, holder_of
from ..enums import AnswerState
from ..models import Answer, Asker, DataRequest, Event, LegalBasis, Message, Pause, Question, QuestionFile
from .archive import Given, given
from .terms import terms_of


@dataclass(frozen=True, slots=True)
class Followed:
    """Oldest first; `answers` the present one first, private ones too: it is the asker who reads."""

    question: Question
    events: tuple[Event, ...]
    messages: tuple[Message, ...]
    answers: tuple[Given, ...]
    files: tuple[tuple[QuestionFile, StoredFile], ...]
    requests: tuple[DataRequest, ...]
    terms: Terms
    has_asker: bool

    @property
    def holds(self) -> list[Hold]:
        """Who held the question from when, out of its events."""
        found = [Hold(self.question.received_at, "intake", self.question.intake_unit_id)]
        for event in self.events:
            if event.verb == "ask" or not event.to_state:
                continue
            holder = holder_of(event.to_state)
            unit_id = event.details.get("unit") if isinstance(event.details, dict) else None
            lead = unit_id if isinstance(unit_id, int) else self.question.lead_id
            found.append(Hold(event.at, holder, lead if holder == "agency" else None))
        return found


def followed_with(question: Question, *, on: date) -> Followed:
    """The question of a secret link with all that belongs to it."""
    prefetch_related_objects([question], Prefetch("pauses", Pause.objects.order_by("began_at", "id")))
    bases = Prefetch("bases", queryset=LegalBasis.objects.order_by("id"))
    answers = (
        Answer.objects.filter(question=question, state=AnswerState.APPROVED)
        .prefetch_related(bases)
        .order_by("-round")
    )
    files = list(QuestionFile.objects.filter(question=question).order_by("id"))
    kept = stored_files(one.file_id for one in files)
    return Followed(
        question=question,
        events=tuple(Event.objects.filter(question=question, is_public=True).order_by("at", "id")),
        messages=tuple(Message.objects.filter(question=question).defer("original").order_by("at", "id")),
        answers=tuple(given(answer, on) for answer in answers),
        files=tuple((one, kept[one.file_id]) for one in files if one.file_id in kept),
        requests=tuple(DataRequest.objects.filter(question=question).order_by("asked_at", "id")),
        terms=terms_of(question),
        has_asker=Asker.objects.filter(question=question).exists(),
    )


def followed_file(question: Question, pk: int) -> StoredFile | None:
    """A file of an answer the asker has; their own are not given out by a link that may be passed on."""
    row = QuestionFile.objects.filter(question=question, pk=pk, is_from_asker=False).first()
    return stored_file(row.file_id) if row and is_shown(row, question) else None


def is_shown(file: QuestionFile, question: Question) -> bool:
    """Files of an answer are shown once it was given; those of a draft are not."""
    return file.is_public or question.state in (*ANSWERED, "closed")


def asked_before(sent_key: str) -> Question | None:
    """The question this form has already become."""
    return Question.objects.filter(sent_key=sent_key).first() if sent_key else None


def is_same_question(question: Question, *, subject: str, text: str) -> bool:
    """Whether the words are those that were sent with the form; once they are erased, nobody can tell any more."""
    asker = Asker.objects.filter(question=question).first()
    return asker is None or (asker.subject, asker.text) == (subject, text)
