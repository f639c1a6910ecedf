"""The stages of the demonstration year in order. Each is one transaction with its mark, so a killed load goes on later."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.db import connection, transaction

from danbiet.audit.actions import record

from ..calc.issuing import LATE, NEVER
from ..queries import STAGE_LOADED, is_in_real_use, stages_loaded
from .census import note_census
from .contest import load_contests
from .counting import load_counting
from .editors import load_editors
from .evidence import load_year_of_evidence
from .indices import load_indices
from .mail import send_mail
from .newsroom import load_newsroom
from .on_air import load_air
from .people import load_people
from .plans import load_commune_plans, load_province_plan, load_unit_plans
from .questions import load_questions
from .questions_air import load_questions_on_air
from .readers import load_readers
from .reports import load_reports
from .surveys import load_surveys
from .units import load_units

YEAR_BEGINS = date(2021, 1, 4)
LOCK = 0x64616E62  # "danb": two loads at once would otherwise both find the stages missing


class InRealUse(Exception):
    """The installation serves real people: demonstration data is refused."""


@dataclass(frozen=True, slots=True)
class Load:
    """What every stage needs: the demonstration's day, a moment of it, how much to load, where files go; the real moment."""

    today: date
    at: datetime
    scale: float
    data_dir: Path
    real_now: datetime


Stage = Callable[[Load], str]


def load_year(load: Load, *, tell: Callable[[str], None]) -> list[str]:
    """Load what is missing of the demonstration year; the names of the stages loaded now. Again loads nothing.

    Refused (InRealUse) where somebody who is no demonstration person holds a role.
    """
    with _alone():
        if is_in_real_use():
            raise InRealUse
        done = stages_loaded()
        fresh = [name for name in STAGES if name not in done]
        for name in fresh:
            with transaction.atomic():
                words = STAGES[name](load)
                record(STAGE_LOADED, by=None, at=load.at, kind="demo", title=name, summary=words)
            tell(words)
        if fresh:
            note_census(at=load.at)
        return fresh


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            yield
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])


STAGES: dict[str, Stage] = {
    "units": lambda load: load_units(at=load.at),
    "people": lambda load: load_people(on=YEAR_BEGINS, mail_to=[*NEVER, *LATE]),
    "province plan": lambda load: load_province_plan(data_dir=load.data_dir),
    "unit plans": lambda load: load_unit_plans(today=load.today),
    "commune plans": lambda load: load_commune_plans(today=load.today),
    "evidence": lambda load: load_year_of_evidence(today=load.today, scale=load.scale),
    "editors": lambda load: load_editors(on=YEAR_BEGINS),
    "newsroom": lambda load: load_newsroom(today=load.today, real_now=load.real_now),
    "counting": lambda _load: load_counting(),  # before the reports, whose figures stay as they were
    "reports": lambda load: load_reports(today=load.today),
    "questions": lambda load: load_questions(today=load.today),
    "on air": lambda load: load_air(today=load.today),
    "questions on air": lambda load: load_questions_on_air(today=load.today),
    "contests": lambda load: load_contests(today=load.today, scale=load.scale),
    "surveys": lambda load: load_surveys(
        today=load.today
    ),  # before the index, whose points of satisfaction come from them
    "indices": lambda load: load_indices(today=load.today),
    "readers": lambda load: load_readers(today=load.today),
    "mail": lambda load: send_mail(today=load.today),
}
