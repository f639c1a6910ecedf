"""Seals over transactions that end in another order than they began, and over tables carried to another server."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from django.db import connection, connections, transaction

from danbiet.audit.actions import install, record, seal_all
from danbiet.audit.models import Seal, Shape, Trace
from danbiet.audit.queries import verify, watched

from .changes import AT, one, past_all_triggers, person, planned, seal

pytestmark = pytest.mark.django_db(transaction=True)


def deed(title: str) -> None:
    record("plans.plan_edited", by=None, at=AT, kind="plan", title=title)


def test_transaction_that_began_first_and_ends_last_is_sealed_later_and_whole() -> None:
    is_written, may_end = threading.Event(), threading.Event()

    def slow() -> None:
        with transaction.atomic():
            deed("chậm")
            is_written.set()
            may_end.wait(10)
        connections.close_all()

    thread = threading.Thread(target=slow)
    thread.start()
    assert is_written.wait(10)
    deed("nhanh")

    seal_all(at=AT)
    sealed_meanwhile = sum(seal.count for seal in Seal.objects.all())
    may_end.set()
    thread.join()
    seal()
    found = verify()

    assert sealed_meanwhile < Trace.objects.count()  # nothing at or above the running transaction
    assert found.is_sound
    assert found.unsealed == 0
    assert sum(seal.count for seal in Seal.objects.all()) == Trace.objects.count()


def test_two_sealers_at_once_make_one_chain() -> None:
    for number in range(30):
        deed(str(number))

    def run() -> None:
        seal(block=3)
        connections.close_all()

    threads = [threading.Thread(target=run) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert verify().is_sound
    assert verify().unsealed == 0


def test_nothing_to_seal_makes_no_seal() -> None:
    deed("một")
    seal()
    count = Seal.objects.count()

    assert seal() == 0
    assert Seal.objects.count() == count


def test_large_transaction_is_never_cut() -> None:
    with transaction.atomic():
        for number in range(25):
            deed(str(number))
    seal(block=10)

    assert max(seal.count for seal in Seal.objects.all()) >= 25
    assert verify().is_sound


def test_tables_carried_to_a_server_that_counts_anew_go_on_in_the_next_epoch() -> None:
    deed("trước")
    seal()
    # As if the transactions sealed so far had had the numbers of an older, busier server.
    moved = 10**12
    past_all_triggers("UPDATE audit_trace SET xid = xid + %s", [moved])
    past_all_triggers("DELETE FROM audit_seal")
    past_all_triggers(
        "INSERT INTO audit_trace (at, epoch, xid, shape_id, source_id, kind, verb, page, digest)"
        " SELECT at, 0, xid + 1, shape_id, source_id, kind, verb, page, digest FROM audit_trace ORDER BY id DESC LIMIT 1"
    )
    past_all_triggers("DELETE FROM audit_trace WHERE id = (SELECT max(id) FROM audit_trace)")
    _sealed_elsewhere()

    deed("sau")
    seal()
    deed("sau nữa")
    seal()
    found = verify()

    assert found.is_sound, found.faults
    assert found.unsealed == 0
    assert set(Trace.objects.values_list("epoch", flat=True)) == {0, 1}
    assert Seal.objects.latest("number").epoch == 1


def _sealed_elsewhere() -> None:
    """The seals the other server would have made over what it had."""
    from danbiet.audit.actions import sealing

    with transaction.atomic(), connection.cursor() as cursor:
        rows = sealing._ended(cursor, 0, 0, 10_000, horizon=2**62)
        sealing._made(rows, number=1, previous=bytes(32), epoch=0, since=0, at=AT)


def test_every_table_with_history_is_watched_and_guarded() -> None:
    for table in watched():
        triggers = one(
            "SELECT array_agg(tgname::text) FROM pg_trigger WHERE tgrelid = %s::regclass AND tgenabled = 'O'",
            [table.table],
        )
        assert "danbiet_trace" in triggers, table
        assert ("danbiet_guard" in triggers) == table.table.endswith(("event", "history")), table


def test_installing_again_changes_nothing() -> None:
    planned()
    shapes, traces = Shape.objects.count(), Trace.objects.count()

    assert install(at=datetime(2030, 1, 1, tzinfo=UTC)) == []
    assert (Shape.objects.count(), Trace.objects.count()) == (shapes, traces)


@pytest.fixture
def before_the_trail() -> Iterator[None]:
    """A database in which nothing was watched yet; the triggers of the other tests know the shapes as they were."""
    kept = list(Shape.objects.all())
    planned()
    past_all_triggers("DELETE FROM audit_trace")
    past_all_triggers("DELETE FROM audit_shape")
    yield
    past_all_triggers("DELETE FROM audit_shape")
    Shape.objects.bulk_create(kept)
    install(at=AT)


def test_rows_older_than_the_trail_are_taken_in_once(before_the_trail: None) -> None:
    taken = install(at=AT)
    seal()

    assert "plans_planevent" in taken
    assert Trace.objects.filter(kind="plans.plan", verb="insert").count() == 1
    assert verify().is_sound
    assert install(at=AT) == []


def test_column_that_comes_with_an_upgrade_makes_a_new_shape() -> None:
    planned()
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE plans_planevent ADD COLUMN mau integer DEFAULT 5")
    try:
        early = planned()  # the upgrade's own changes, before the triggers are set anew
        install(at=AT)
        planned()
        seal()

        assert Shape.objects.filter(table="plans_planevent").count() == 2
        assert verify().is_sound, verify().faults
        assert Trace.objects.filter(object_id=early.pk, kind="plans.plan").exists()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE plans_planevent DROP COLUMN mau")
        install(at=AT)


def test_who_and_where_come_from_the_request() -> None:
    from .changes import retitled

    by = person()
    plan = planned()
    retitled(plan, "Tên mới", by=by)

    last = Trace.objects.filter(kind="plans.plan", object_id=plan.pk, verb="update").first()
    assert last is not None
    assert (last.actor_id, last.page, last.unit_id) == (by.pk, "/ban-lam-viec/ke-hoach/7/", plan.unit_id)
