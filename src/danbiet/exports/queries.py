"""Templates in use, and documents that were asked for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime

from django.db.models import QuerySet
from django.urls import reverse

from danbiet.media.queries import open_file
from danbiet.org.registry import HeldItem

from .enums import RunState
from .models import OfficeTemplate, Run

PLAN_TEMPLATE, REPORT_TEMPLATE = "plan", "report"
TEMPLATE_KEYS = (PLAN_TEMPLATE, REPORT_TEMPLATE)


def template_in_use(key: str) -> OfficeTemplate | None:
    """The office's own template of this key, None while the shipped one is used."""
    rows = OfficeTemplate.objects.select_related("file", "uploaded_by")
    return rows.filter(key=key, is_active=True).order_by("-uploaded_at", "-id").first()


def office_template(key: str) -> bytes | None:
    """The bytes of the office's own template; None while the shipped one is used."""
    own = template_in_use(key)
    if own is None:
        return None
    with open_file(own.file_id) as file:
        return file.read()


def runs_of(user_id: int) -> QuerySet[Run]:
    """Documents a person asked for, newest first."""
    return Run.objects.filter(requested_by_id=user_id).select_related("file")


def runs_in_hand(user_id: int) -> QuerySet[Run]:
    """Of the documents a person asked for those that are being made or can be fetched."""
    return runs_of(user_id).exclude(state=RunState.FAILED)


def held_runs(user_id: int, on: date) -> list[HeldItem]:
    """The same for a hand-over."""
    url = reverse("exports:run-list")
    return [
        HeldItem(run.pk, f"{run.title} ({run.get_state_display()})", url) for run in runs_in_hand(user_id)
    ]


def own_run(user_id: int, pk: int) -> Run | None:
    """One of them; None when it is somebody else's or does not exist."""
    return runs_of(user_id).filter(pk=pk).first()


def files_in_use(file_ids: Collection[int]) -> set[int]:
    """Which of these kept files are a finished document or a template. Two queries."""
    runs = Run.objects.filter(file_id__in=file_ids).values_list("file_id", flat=True)
    templates = OfficeTemplate.objects.filter(file_id__in=file_ids).values_list("file_id", flat=True)
    return {file_id for file_id in (*runs, *templates) if file_id is not None}


def runs_before(before: datetime) -> QuerySet[Run]:
    """Documents that were asked for before the moment; what is still being made is younger."""
    return Run.objects.filter(requested_at__lt=before).exclude(state__in=(RunState.QUEUED, RunState.RUNNING))
