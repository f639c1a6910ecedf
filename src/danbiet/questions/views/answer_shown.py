"""An answer to be read on the desk, with its documents as they stand now."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from danbiet.org.views import DeskRequest

from ..enums import AnswerState
from ..models import Answer, Question
from ..queries.shown import shown
from ..registry import documents_by_id

ANSWER_LOOKS = {"draft": "on_track", "submitted": "waiting", "returned": "at_risk", "approved": "done"}


def answer_of(request: DeskRequest, question: Question) -> dict[str, Any] | None:
    """The question's present answer, None before anybody wrote."""
    answer = shown(question).answer
    return answer_shown(answer, request) if answer else None


def answer_shown(answer: Answer, request: DeskRequest) -> dict[str, Any]:
    """An answer to be read, with its documents as they stand now."""
    bases = list(answer.bases.all())
    now = documents_by_id([one.document_id for one in bases if one.document_id])
    return {
        "body": answer.body, "state": str(AnswerState(answer.state).label), "look": ANSWER_LOOKS[answer.state],
        "unit": request.rights.tree.full_name(answer.unit_id), "answer": answer, "valid_until": answer.valid_until,
        "bases": [_basis(one, now) for one in bases], "is_private": answer.is_private,
    }  # fmt: skip


def _basis(one: Any, now: Mapping[int, Any]) -> dict[str, Any]:
    document = now.get(one.document_id or 0)
    look = "at_risk" if one.flag or (document and not document.is_in_force) else "done"
    return {
        "title": f"{one.article} {one.title}".strip(), "url": (document.url if document else "") or one.url,
        "standing": one.flag or (document.standing if document else ""), "look": look,
    }  # fmt: skip
