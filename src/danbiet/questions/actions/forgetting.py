"""What goes when an asker is named no more or has their data erased: out of the rows, and out of what history kept of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.apps import apps

from danbiet.audit.actions import erasing

from ..models import Answer, Asker, CallBack, Message, Notice, Part, Question, QuestionFile
from ..render import clean
from .noting import without_asker
from .standing import show_anew


def cover_name(question: Question) -> None:
    """Whose consent to be named is gone is named no more: in the question, its answers, the contributions, and in the earlier
    wordings of these."""
    question.subject = without_asker(question.subject, question)[:200]
    question.text = without_asker(question.text, question)
    question.save(update_fields=["subject", "text"])
    _cover(question, Answer.objects.filter(question=question), "body")
    _cover(question, Part.objects.filter(question=question).exclude(text=""), "text")
    # Covering a row has just put its old wording into the history, if it was not there.
    with erasing(f"{question.code}: the asker is named no more"):
        _cover(question, _kept_of(Answer, question), "body")
        _cover(question, _kept_of(Part, question), "text")


def erase(question: Question, *, at: datetime) -> None:
    """Who asked, the words as they came, the asker's files, what was still to be told; of drafts and contributions every earlier
    wording: nobody can look through these for what says who it was."""
    cover_name(question)
    with erasing(f"{question.code}: the asker's data were erased"):
        _kept_of(Answer, question).update(body="", reason="")
        _kept_of(Part, question).update(text="", wanted="", reason="")
    Asker.objects.filter(question=question).delete()
    Message.objects.filter(question=question).update(original="")
    QuestionFile.objects.filter(question=question, is_from_asker=True).delete()
    CallBack.objects.filter(question=question, done_at__isnull=True).delete()
    Notice.objects.filter(question=question, sent_at__isnull=True).update(
        sent_at=at, way="none", error="erased"
    )
    question.may_name = False
    question.version += 1
    question.save(update_fields=["may_name", "version"])
    show_anew(question, at=at)


def _cover(question: Question, rows: Iterable[Any], name: str) -> None:
    for row in rows:
        words = without_asker(getattr(row, name), question)
        if words != getattr(row, name):
            setattr(row, name, clean(words))
            row.save(update_fields=[name])


def _kept_of(model: type[Answer] | type[Part], question: Question) -> Any:
    """What history has kept of the question's answers or contributions."""
    history: Any = apps.get_model("questions", f"{model.__name__}Event")
    return history.objects.filter(question_id=question.pk)
