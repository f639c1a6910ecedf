"""Background jobs of the search. Each is safe to run twice."""

from __future__ import annotations

import logging

from django.conf import settings
from django.utils import translation
from procrastinate.contrib.django import app

from danbiet.kit import clock

from .actions import rebuild, rebuild_vocabulary
from .queries import held_kinds, size
from .registry import CATCH_UP_JOB, INDEX_JOB, VOCABULARY_JOB, Source, sources

log = logging.getLogger("danbiet.search")
SMALL = (
    20_000  # entries whose words are counted in a second or two: every quarter of an hour, more only at night
)
NIGHT = 19  # the hour in UTC: two in the morning in Vietnam


@app.periodic(cron="5 19 * * *", periodic_id=INDEX_JOB)  # 02:05 in Vietnam
@app.task(name=INDEX_JOB, queueing_lock=INDEX_JOB)
def index(timestamp: int | None = None) -> None:
    """Bring every kind in step with what is public now, whatever a signal may have missed."""
    for source in sources():
        _bring_in_step(source)


@app.periodic(cron="* * * * *", periodic_id=CATCH_UP_JOB)
@app.task(name=CATCH_UP_JOB, queueing_lock=CATCH_UP_JOB)
def catch_up(timestamp: int | None = None, kinds: list[str] | None = None) -> None:
    """Bring in step the kinds named, and those that have no entry yet: a new site is searchable within a minute."""
    held = held_kinds()
    behind = [source for source in sources() if source.kind in (kinds or ()) or source.kind not in held]
    if sum(_bring_in_step(source) for source in behind) and size() <= SMALL:
        rebuild_vocabulary()


@app.periodic(cron="*/15 * * * *", periodic_id=VOCABULARY_JOB)
@app.task(name=VOCABULARY_JOB, queueing_lock=VOCABULARY_JOB)
def vocabulary(timestamp: int | None = None) -> None:
    """Count the words again: every quarter of an hour while there are few entries, at night when there are many."""
    at = clock.now()
    if size() <= SMALL or (at.hour == NIGHT and at.minute < 15):
        rebuild_vocabulary()


def _bring_in_step(source: Source) -> int:
    with translation.override(settings.LANGUAGE_CODE):
        written, dropped = rebuild(source.kind, source.iterate())
    if written or dropped:
        log.info("search: %s: %s written, %s dropped", source.kind, written, dropped)
    return written + dropped
