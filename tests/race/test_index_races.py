"""Publishing an index under two hands at once: what was begun before is in it or is refused. Real transactions, real connections."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection, transaction
from tests.indices import desk
from tests.indices.desk import D
from tests.run.supervising import eventually

from danbiet.indices.actions import noting, publishing, scoring
from danbiet.indices.actions.refusals import IndexRefusal
from danbiet.indices.calc.published import units_of
from danbiet.indices.models import Edition, Participant, Publication, Score

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


class Decision(threading.Thread):
    """The council's decision of a component, in a transaction of its own that is held open until told."""

    def __init__(self, place: desk.Place) -> None:
        super().__init__()
        self.place, self.begun, self.may_end = place, threading.Event(), threading.Event()
        self.refused: IndexRefusal | None = None
        self.pk = place.participant(place.first).pk

    def run(self) -> None:
        try:
            with transaction.atomic():
                scoring.decide(
                    self.pk, "1.1", points=D(2), reason="Kết luận", version=0, **desk.who(self.place.office, desk.CLOSED)
                )  # fmt: skip
                self.begun.set()
                self.may_end.wait(30)
        except IndexRefusal as refusal:
            self.refused = refusal
        finally:
            self.begun.set()
            connection.close()


def ready(settings: Any) -> tuple[desk.Place, Edition]:
    settings.DANBIET_TODAY = desk.CLOSED
    place = desk.make_place()
    return place, desk.begin(place)


def publisher(place: desk.Place, edition: Edition) -> threading.Thread:
    def publish() -> None:
        try:
            publishing.publish(edition.pk, decision="", **desk.who(place.leader, desk.CLOSED))
        finally:
            connection.close()

    thread = threading.Thread(target=publish)
    thread.start()
    return thread


def published_points() -> str:
    figures = Publication.objects.get().figures
    return next(str(unit["points"]) for unit in units_of(figures) if unit["name"] == "Sở Tư pháp")


def is_anybody_waiting() -> bool:
    """Whether a session of this database waits for another one's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_stat_clear_snapshot()")
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def raced(place: desk.Place, edition: Edition) -> Decision:
    """A decision is begun, the head publishes, the decision ends."""
    decision = Decision(place)
    decision.start()
    assert decision.begun.wait(10)
    head = publisher(place, edition)
    assert eventually(lambda: not head.is_alive() or is_anybody_waiting(), within=20)
    decision.may_end.set()
    for thread in (decision, head):
        thread.join(20)
        assert not thread.is_alive()
    return decision


def test_decision_begun_before_publication_is_in_it(settings: Any) -> None:
    place, edition = ready(settings)
    assert raced(place, edition).refused is None
    assert published_points() == "2.00"
    assert str(Score.objects.get().council) == "2.00"


def test_without_the_lock_points_would_change_behind_the_publication(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failure that the lock prevents."""

    def unguarded(pk: int) -> Participant:
        return (
            Participant.objects.select_for_update(no_key=True, of=("self",))
            .select_related("edition")
            .get(pk=pk)
        )

    monkeypatch.setattr(scoring, "held_participant", unguarded)
    place, edition = ready(settings)
    raced(place, edition)
    assert published_points() == "0.00"
    assert str(Score.objects.get().council) == "2.00"


def test_decision_that_waited_for_the_publication_is_refused(settings: Any) -> None:
    place, edition = ready(settings)
    decision = Decision(place)
    with transaction.atomic():
        noting.held_edition(edition.pk)
        decision.start()
        assert not decision.begun.wait(0.7)  # it waits for the edition
        publishing.publish(edition.pk, decision="", **desk.who(place.leader, desk.CLOSED))
    decision.join(20)
    assert decision.refused is not None
    assert not Score.objects.exists()


def test_units_write_side_by_side(settings: Any) -> None:
    """Shared: a sheet that is being saved keeps no other one waiting."""
    place, _edition = ready(settings)
    other = Decision(place)
    other.pk = place.participant(place.second).pk
    with transaction.atomic():
        noting.held_participant(place.participant(place.first).pk)
        other.start()
        assert other.begun.wait(5)
        other.may_end.set()
        other.join(10)
    assert other.refused is None
