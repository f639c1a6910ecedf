"""How a question is called where it was counted: in its public words while it is public, by its code otherwise."""

from __future__ import annotations

from django.conf import settings

from danbiet.measures.actions import rename_event

from ..models import Question

SOURCE = "question"


def counted_as(question: Question) -> tuple[str, str]:
    """Title and address of what is counted for the question."""
    if not question.is_readable:
        return question.code, ""
    return question.subject, settings.DANBIET_BASE_URL + public_path(question)


def rename_counted(question: Question) -> None:
    """What was counted before, also what was taken back, says no more than readers may know now."""
    title, url = counted_as(question)
    rename_event(source_kind=SOURCE, source_id=question.pk, title=title, url=url)


def public_path(question: Question) -> str:
    return f"/hoi-dap/cau-hoi/{question.code}/"
