"""The numbers in the desk's navigation: what waits for this person."""

from __future__ import annotations

from django.db.models import QuerySet

from danbiet.org.queries import Rights

from ..models import CallBack, DataRequest
from .desk_lists import call_backs, data_requests
from .work import waiting_questions


def questions_waiting(rights: Rights) -> int:
    """Questions whose turn is this person's: at their intake desk, to take, to answer, to approve, to contribute to."""
    return sum(one.is_mine for one in waiting_questions(rights))


def calls_waiting(rights: Rights) -> QuerySet[CallBack]:
    """People to call."""
    return call_backs(rights, is_done=False)


def data_waiting(rights: Rights) -> QuerySet[DataRequest]:
    """Requests for data that are open."""
    return data_requests(rights, is_done=False)
