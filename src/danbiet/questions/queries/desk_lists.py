"""Lists of the intake desk: calls to make, requests for one's data, and what is kept about an asker."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from danbiet.org.queries import Rights

from ..models import Asker, CallBack, DataRequest, Message, Notice, Question, QuestionFile
from .doors import DESK


def call_backs(rights: Rights, *, is_done: bool) -> QuerySet[CallBack]:
    """Calls of the person's desk with whom to call: open ones oldest first, those made newest first."""
    rows = CallBack.objects.filter(
        question__intake_unit__in=rights.units_held(*DESK), done_at__isnull=not is_done
    )
    order = ("-done_at", "-id") if is_done else ("created_at", "id")
    return rows.select_related("question__asker", "notice", "done_by").order_by(*order)


def data_requests(rights: Rights, *, is_done: bool) -> QuerySet[DataRequest]:
    """Requests for data of the person's desk: open ones by due day, answered ones newest first."""
    rows = DataRequest.objects.filter(
        question__intake_unit__in=rights.units_held(*DESK), done_at__isnull=not is_done
    )
    return rows.select_related("question", "done_by").order_by(
        *(("-done_at", "-id") if is_done else ("due_on", "id"))
    )


def data_copy(
    question: Question, *, labels: dict[str, str], kinds: dict[str, str], moment: Callable[[datetime], str]
) -> dict[str, Any]:
    """Everything kept about who asked this question, under the labels given; `kinds`: what each sort of notice is about."""
    asker = Asker.objects.filter(question=question).first()
    told: dict[str, Any] = {
        labels["code"]: question.code, labels["received"]: moment(question.received_at), labels["channel"]: question.get_channel_display(),
    }  # fmt: skip
    for name in ("name", "phone", "email", "address", "subject", "text", "original"):
        told[labels[name]] = getattr(asker, name) if asker else ""
    told[labels["consents"]] = {
        labels[name]: getattr(question, name) for name in ("may_publish", "may_name", "may_air")
    }
    told[labels["messages"]] = [
        {
            labels["at"]: moment(one.at),
            labels["from"]: labels["asker"] if one.is_from_asker else labels["desk"],
            labels["text"]: one.original or one.text,
        }
        for one in Message.objects.filter(question=question)
    ]
    told[labels["files"]] = list(
        QuestionFile.objects.filter(question=question, is_from_asker=True).values_list("label", flat=True)
    )
    told[labels["told"]] = [
        {
            labels["kind"]: kinds.get(one.kind, one.kind), labels["at"]: moment(one.sent_at) if one.sent_at else "",
            labels["way"]: labels.get(one.way, ""),
        }
        for one in Notice.objects.filter(question=question).order_by("created_at", "id")
    ]  # fmt: skip
    told[labels["rating"]], told[labels["rating_reason"]] = question.rating, question.rating_reason
    return told
