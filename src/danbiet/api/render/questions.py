"""Questions of citizens with their official answers: never a word of who asked."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from .shape import File, Links, Number, Shape, UnitRef
from .shape import gettext_noop as _


class Topic(Shape):
    id: int
    name: str


class Question(Shape):
    """A published question with its present answer."""

    code: str
    topic: Topic | None
    subject: str
    text: str
    place: UnitRef | None = Field(description=_("Where it is about."))
    agency: UnitRef | None = Field(description=_("The agency that answered."))
    received_on: date
    answered_on: date | None
    published_on: date
    is_in_time: bool
    answer: str = Field(description=_("The present answer as plain text."))
    bases: list[str] = Field(description=_("Documents it rests on."))
    is_current: bool = Field(description=_("Whether the answer still holds today."))
    valid_until: date | None
    links: Links


class Basis(Shape):
    title: str
    article: str
    url: str
    flag: str = Field(description=_("What has changed in it since, empty when nothing has."))


class Answer(Shape):
    html: str = Field(description=_("Cleaned HTML: paragraphs, lists, links."))
    agency: UnitRef
    signer: str
    signer_title: str
    on: date | None
    validity: str = Field(description=_("in_force, until, expired or superseded."))
    valid_until: date | None
    bases: list[Basis]


class OnAir(Shape):
    title: str
    on: date
    channel: str
    url: str


class QuestionInFull(Question):
    """A question with all its answers, the present one first."""

    is_answered_again: bool = Field(description=_("Reopened: another answer is being written."))
    answers: list[Answer]
    files: list[File]
    broadcasts: list[OnAir]


class Figures(Shape):
    """How an agency answered the questions received in a year."""

    year: int
    agency: UnitRef | None = Field(description=_("Null: all agencies together."))
    received: int
    answered: int
    in_time: int
    in_time_percent: Number | None
    overdue_now: int
    median_working_days: Number | None = Field(
        description=_("Working days from receipt to answer, the median.")
    )
    rated: int
    satisfied: int
    satisfied_percent: Number | None
