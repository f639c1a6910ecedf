"""What follows for others when a question's standing changes: readers who had its answer, askers whose question was joined with it."""

from __future__ import annotations

from datetime import datetime

from ..enums import AnswerState, State
from ..models import Answer, Question
from ..queries.joining import joined_with
from .counting import rename_counted
from .noting import announce, notify


def hide(question: Question, *, at: datetime) -> None:
    """What readers had is the asker's alone from now on, and is counted without its words."""
    Answer.objects.filter(question=question, state=AnswerState.APPROVED).update(is_private=True)
    rename_counted(question)
    announce("hidden", question, at=at)


def show_anew(question: Question, *, at: datetime) -> None:
    """What readers have of it reads otherwise now: everything that shows it, calls it or counts it is told. Else nothing."""
    if question.is_readable:
        rename_counted(question)
        announce("published", question, at=at)


def tell_joined(question: Question, kind: str, *, at: datetime) -> None:
    """Tell everybody whose question was joined with this one, also by way of others: "answered" (they can read it),
    "joined_private" (answered, but not for them), "joined_ended" (nothing comes any more), "duplicate". Whose question repeats
    an answered one has its answer and hears only that it is no longer theirs to read."""
    for joined in joined_with(question):
        if joined.state == State.MERGED or kind == "joined_private":
            notify(joined, kind, f"{question.pk}-{question.version}", at)
