"""Whoever reaches past the triggers is found: the verifier names the row, whatever was done to it."""

from __future__ import annotations

import json
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.db.utils import Error

from danbiet.audit.actions import erasing
from danbiet.audit.models import Entry, Erasure, Seal, Trace
from danbiet.audit.queries import Fault, Findings, verify
from danbiet.plans.models import Plan

from .changes import one, past_all_triggers, person, planned, retitled, seal

pytestmark = pytest.mark.django_db(transaction=True)
EVENTS = "plans_planevent"


@pytest.fixture
def world() -> dict[str, Any]:
    """Two plans, changed, with deeds; everything sealed in several seals."""
    by = person()
    plans = [planned("Kế hoạch một"), planned("Kế hoạch hai")]
    entries = [retitled(plan, f"Kế hoạch số {number}", by=by) for number, plan in enumerate(plans, start=1)]
    assert seal(block=4) > 2
    assert verify().is_sound
    return {"by": by, "plans": plans, "entries": entries}


def codes(found: Findings) -> list[tuple[str, str, int | None]]:
    return [(fault.code, fault.table, fault.row) for fault in found.faults]


def event_of(plan: Plan) -> int:
    return int(one(f"SELECT max(pgh_id) FROM {EVENTS} WHERE pgh_obj_id = %s", [plan.pk]))


def trace_of(table: str, row: int) -> Trace:
    return Trace.objects.get(
        shape_id=one('SELECT id FROM audit_shape WHERE "table" = %s', [table]), source_id=row
    )


def test_untouched_trail_is_sound_and_counts_everything(world: dict[str, Any]) -> None:
    found = verify()

    assert found.is_sound
    assert found.traces == Trace.objects.count()
    assert found.unsealed == 0
    assert found.seals == Seal.objects.count()


def test_deed_edited_is_named(world: dict[str, Any]) -> None:
    past_all_triggers("UPDATE audit_entry SET reason = 'khác' WHERE id = %s", [world["entries"][0].pk])

    assert codes(verify()) == [("row.changed", "audit_entry", world["entries"][0].pk)]


def test_deed_deleted_is_named(world: dict[str, Any]) -> None:
    past_all_triggers("DELETE FROM audit_entry WHERE id = %s", [world["entries"][1].pk])

    assert codes(verify()) == [("row.missing", "audit_entry", world["entries"][1].pk)]


def test_deed_slipped_in_is_named(world: dict[str, Any]) -> None:
    past_all_triggers(
        "INSERT INTO audit_entry (at, actor_name, verb, object_kind, object_title, reason, details) "
        "VALUES (now(), 'Ai đó', 'plans.plan_issued', 'plan', '', '', '{}')"
    )

    assert codes(verify()) == [("row.added", "audit_entry", Entry.objects.order_by("pk").last().pk)]  # type: ignore[union-attr]


def test_old_row_of_history_edited_is_named(world: dict[str, Any]) -> None:
    first = int(one(f"SELECT min(pgh_id) FROM {EVENTS}"))
    past_all_triggers(f"UPDATE {EVENTS} SET title = 'Không có gì' WHERE pgh_id = %s", [first])

    assert codes(verify()) == [("row.changed", EVENTS, first)]


def test_row_of_history_deleted_is_named(world: dict[str, Any]) -> None:
    gone = event_of(world["plans"][0])
    past_all_triggers(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", [gone])

    assert codes(verify()) == [("row.missing", EVENTS, gone)]


def test_row_and_its_trace_deleted_together_are_named_by_the_seal(world: dict[str, Any]) -> None:
    gone = event_of(world["plans"][0])
    trace = trace_of(EVENTS, gone)
    past_all_triggers(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", [gone])
    past_all_triggers("DELETE FROM audit_trace WHERE id = %s", [trace.pk])

    (fault,) = verify().faults

    assert (fault.code, fault.table, fault.row, fault.trace) == ("trace.missing", EVENTS, gone, trace.pk)


def test_row_and_its_digest_rewritten_together_are_named_by_the_seal(world: dict[str, Any]) -> None:
    row = event_of(world["plans"][1])
    past_all_triggers(f"UPDATE {EVENTS} SET title = 'Khác' WHERE pgh_id = %s", [row])
    past_all_triggers(
        f"UPDATE audit_trace SET digest = sha256(convert_to((SELECT to_jsonb(r)::text FROM {EVENTS} r WHERE pgh_id = %s), 'UTF8'))"
        " WHERE id = %s",
        [row, trace_of(EVENTS, row).pk],
    )

    assert codes(verify()) == [("trace.changed", EVENTS, row)]


def test_trace_given_to_somebody_else_is_named(world: dict[str, Any]) -> None:
    row = event_of(world["plans"][0])
    past_all_triggers("UPDATE audit_trace SET actor_id = 1 WHERE id = %s", [trace_of(EVENTS, row).pk])

    assert codes(verify()) == [("trace.changed", EVENTS, row)]


def test_context_given_to_somebody_else_is_named(world: dict[str, Any]) -> None:
    row = event_of(world["plans"][0])
    past_all_triggers(
        f"UPDATE pghistory_context SET metadata = metadata || '{{\"user\": 1}}' WHERE id = (SELECT pgh_context_id FROM {EVENTS} WHERE pgh_id = %s)",
        [row],
    )

    assert codes(verify()) == [("row.context", EVENTS, row)]


def test_trace_slipped_into_a_sealed_range_is_named(world: dict[str, Any]) -> None:
    past_all_triggers(
        "INSERT INTO audit_trace (at, epoch, xid, shape_id, source_id, kind, verb, page, digest)"
        " SELECT at, epoch, xid, shape_id, 424242, kind, verb, page, digest FROM audit_trace ORDER BY id LIMIT 1"
    )

    (fault,) = verify().faults

    assert (fault.code, fault.row) == ("trace.added", 424242)


@pytest.mark.parametrize(
    ("change", "codes_of_it"),
    [
        ("count = count + 1", {"seal.changed", "seal.list"}),
        ("root = sha256('x'::bytea)", {"seal.changed", "seal.root"}),
        ("at = at + interval '1 day'", {"seal.changed"}),
        ("hash = sha256('x'::bytea)", {"seal.changed"}),
    ],
)
def test_seal_edited_is_named(world: dict[str, Any], change: str, codes_of_it: set[str]) -> None:
    past_all_triggers(f"UPDATE audit_seal SET {change} WHERE number = 2")

    found = verify()

    assert {fault.code for fault in found.faults} == codes_of_it
    assert 2 in {fault.seal for fault in found.faults}


def test_seal_taken_out_is_named(world: dict[str, Any]) -> None:
    past_all_triggers("DELETE FROM audit_seal WHERE number = 2")

    assert Fault("seal.missing", seal=2) in verify().faults


def test_chain_written_anew_is_found_by_who_kept_a_seal_outside(world: dict[str, Any], tmp_path: Any) -> None:
    out = StringIO()
    call_command("audit", "seals", stdout=out)
    kept = tmp_path / "niem-phong.txt"
    kept.write_text(out.getvalue(), encoding="utf-8")
    past_all_triggers("DELETE FROM audit_seal")
    past_all_triggers("UPDATE audit_entry SET reason = 'khác' WHERE id = %s", [world["entries"][0].pk])
    past_all_triggers(
        "UPDATE audit_trace t SET digest = sha256(convert_to(to_jsonb(e)::text, 'UTF8')) FROM audit_entry e"
        " WHERE e.id = t.source_id AND e.id = %s AND t.verb = 'plans.plan_edited'",
        [world["entries"][0].pk],
    )
    seal(block=4)
    assert verify().is_sound  # the whole chain was made anew: from inside nothing shows

    told = StringIO()
    with pytest.raises(SystemExit):
        call_command("audit", "verify", "--witness", str(kept), "--json", stdout=told)

    assert "seal.witness" in json.loads(told.getvalue())["counts"]


def test_last_seals_cut_off_are_found_by_who_kept_them_outside(world: dict[str, Any]) -> None:
    last = Seal.objects.first()
    assert last is not None
    kept = {last.number: bytes(last.hash).hex()}
    past_all_triggers("DELETE FROM audit_seal WHERE number = %s", [last.number])

    assert Fault("seal.missing", seal=last.number) in verify(witnessed=kept).faults


def test_nobody_edits_or_deletes_through_the_application(world: dict[str, Any]) -> None:
    event = event_of(world["plans"][0])
    for sql in (
        f"UPDATE {EVENTS} SET title = 'x' WHERE pgh_id = {event}",
        f"DELETE FROM {EVENTS} WHERE pgh_id = {event}",
        "DELETE FROM audit_trace",
        "UPDATE audit_seal SET number = number + 100",
        "UPDATE audit_shape SET kind = 'x'",
    ):
        with pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql)
    assert verify().is_sound


def test_erasure_with_a_reason_is_accepted_and_listed(world: dict[str, Any]) -> None:
    emptied, gone = event_of(world["plans"][0]), event_of(world["plans"][1])
    with erasing("H-1: the asker's data were erased"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {EVENTS} SET title = '' WHERE pgh_id = %s", [emptied])
        cursor.execute(f"DELETE FROM {EVENTS} WHERE pgh_id = %s", [gone])
    seal()

    found = verify()

    assert found.is_sound
    assert {(one.table, one.row, one.reason) for one in found.erased} == {
        (EVENTS, emptied, "H-1: the asker's data were erased"),
        (EVENTS, gone, "H-1: the asker's data were erased"),
    }


def test_row_edited_after_its_erasure_is_named(world: dict[str, Any]) -> None:
    row = event_of(world["plans"][0])
    with erasing("H-1"), connection.cursor() as cursor:
        cursor.execute(f"UPDATE {EVENTS} SET title = '' WHERE pgh_id = %s", [row])
    past_all_triggers(f"UPDATE {EVENTS} SET title = 'Khác' WHERE pgh_id = %s", [row])

    assert codes(verify()) == [("row.changed", EVENTS, row)]


def test_erasure_without_a_reason_is_refused(world: dict[str, Any]) -> None:
    with pytest.raises(ValueError), erasing("  "):
        pass
    assert not Erasure.objects.exists()


def test_permission_to_erase_ends_with_the_block(world: dict[str, Any]) -> None:
    row = event_of(world["plans"][0])
    with pytest.raises(Error), transaction.atomic():
        with erasing("H-1"):
            pass
        with connection.cursor() as cursor:
            cursor.execute(f"UPDATE {EVENTS} SET title = '' WHERE pgh_id = %s", [row])


def test_verify_from_a_seal_looks_only_at_what_is_younger(world: dict[str, Any]) -> None:
    past_all_triggers("UPDATE audit_seal SET at = at + interval '1 day' WHERE number = 1")
    last = Seal.objects.first()
    assert last is not None

    assert not verify().is_sound
    assert verify(from_seal=last.number).is_sound


def test_command_says_what_is_wrong_and_ends_with_one(world: dict[str, Any]) -> None:
    past_all_triggers("DELETE FROM audit_entry WHERE id = %s", [world["entries"][1].pk])
    out = StringIO()

    with pytest.raises(SystemExit) as leaving:
        call_command("audit", "verify", stdout=out)

    assert leaving.value.code == 1
    assert f"audit_entry, dòng {world['entries'][1].pk}" in out.getvalue()


def test_column_added_and_taken_away_by_an_upgrade_is_no_tampering(world: dict[str, Any]) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {EVENTS} ADD COLUMN mau integer DEFAULT 5")
    try:
        assert verify().is_sound
        row = event_of(world["plans"][0])
        past_all_triggers(f"UPDATE {EVENTS} SET title = 'Khác' WHERE pgh_id = %s", [row])
        assert codes(verify()) == [("row.changed", EVENTS, row)]
    finally:
        with connection.cursor() as cursor:
            cursor.execute(f"ALTER TABLE {EVENTS} DROP COLUMN mau")
