"""Two officers at once, in real transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection, transaction
from tests.factories import plans as make

from danbiet.audit.models import Entry
from danbiet.plans.actions import deciding
from danbiet.plans.actions import evidence as writing
from danbiet.plans.actions.deciding import accept_evidence, return_evidence
from danbiet.plans.actions.evidence import EvidenceClosed, edit_evidence
from danbiet.plans.actions.locking import lock_period
from danbiet.plans.actions.refusals import EditedMeanwhile, PeriodLocked, PlanRefusal
from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft, ProofDraft
from danbiet.plans.models import Evidence, PeriodLock
from danbiet.plans.queries.progress import plan_progress

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = datetime(2021, 10, 15, 3, tzinfo=UTC)
TODAY = date(2021, 10, 15)


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, all let go at the same moment; what each gave or raised, in order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            results[place] = act()
        except PlanRefusal as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def submitted() -> tuple[Evidence, int]:
    unit = make.unit()
    target = make.target(make.task(make.group(make.plan(unit))), 4)
    return make.evidence(
        unit, date(2021, 9, 1), (target, 2), state="submitted", link="https://a.vn/1"
    ), target.pk


def refused(results: list[object], kind: type[Exception]) -> int:
    return sum(isinstance(result, kind) for result in results)


@pytest.mark.parametrize("turn", range(5))
def test_two_acceptances_at_once_make_one(turn: int) -> None:
    evidence, _ = submitted()

    results = at_once(*[lambda: accept_evidence(evidence.pk, by=None, at=AT)] * 2)

    assert refused(results, EvidenceClosed) == 1
    assert Entry.objects.filter(verb="plans.evidence_accepted").count() == 1
    assert plan_progress(evidence.credits.get().target.task.plan_id, TODAY).percent == 50


@pytest.mark.parametrize("turn", range(5))
def test_accepting_and_returning_at_once_leaves_one_decision_on_top_of_the_other(turn: int) -> None:
    evidence, _ = submitted()

    results = at_once(
        lambda: accept_evidence(evidence.pk, by=None, at=AT),
        lambda: return_evidence(evidence.pk, reason="Thiếu", by=None, at=AT),
    )

    evidence.refresh_from_db()
    assert evidence.state == "returned"  # an acceptance may be taken back, a return cannot be accepted
    assert refused(results, EvidenceClosed) in (0, 1)
    assert Entry.objects.filter(object_id=evidence.pk).count() == 2 - refused(results, EvidenceClosed)


@pytest.mark.parametrize("turn", range(5))
def test_two_edits_at_once_keep_one_and_tell_the_other(turn: int) -> None:
    evidence, target_id = submitted()
    Evidence.objects.update(state="draft")

    def edit(words: str) -> Callable[[], object]:
        draft = EvidenceDraft(
            date(2021, 9, 1), words, "article", credits=(CreditDraft(target_id, Decimal(len(words))),),
            proofs=(ProofDraft("link", url="https://a.vn/2"),),
        )  # fmt: skip
        return lambda: edit_evidence(evidence.pk, draft, version=1, by=None, at=AT, today=TODAY)

    results = at_once(edit("một"), edit("người thứ hai"))

    assert refused(results, EditedMeanwhile) == 1
    evidence.refresh_from_db()
    assert evidence.version == 2
    assert evidence.credits.get().quantity == len(evidence.title)  # words and quantity are of the same person
    assert evidence.proofs.count() == 1


def test_without_the_lock_both_acceptances_would_go_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """The guard taken off: shows that the tests above can fail."""
    evidence, _ = submitted()
    both_read = threading.Barrier(2)

    def unlocked(evidence_id: int) -> Evidence:
        found = Evidence.objects.get(pk=evidence_id)
        both_read.wait(10)
        return found

    monkeypatch.setattr(deciding, "lock", unlocked)
    results = at_once(*[lambda: accept_evidence(evidence.pk, by=None, at=AT)] * 2)

    assert refused(results, EvidenceClosed) == 0
    assert Entry.objects.filter(verb="plans.evidence_accepted").count() == 2


def test_lock_is_held_until_the_transaction_ends() -> None:
    evidence, _ = submitted()
    order: list[str] = []
    locked = threading.Event()

    def first() -> None:
        with transaction.atomic():
            writing.lock(evidence.pk)
            locked.set()
            threading.Event().wait(0.3)
            order.append("first")

    def second() -> None:
        locked.wait(10)
        with transaction.atomic():
            writing.lock(evidence.pk)
            order.append("second")

    at_once(first, second)

    assert order == ["first", "second"]


def test_lock_taken_while_evidence_is_accepted_waits_or_refuses() -> None:
    """Whichever comes first: no evidence is accepted in a locked period without a correction."""
    for _round in range(6):
        evidence, _target = submitted()
        PeriodLock.objects.all().delete()

        results = at_once(
            lambda pk=evidence.pk: accept_evidence(pk, by=None, at=AT),  # type: ignore[misc]
            lambda: lock_period("2021-Q3", by=None, at=AT, on=TODAY),
        )

        assert isinstance(results[1], PeriodLock)
        state = Evidence.objects.get(pk=evidence.pk).state
        left = sum(
            count for unit_id, count in results[1].left_open["evidence"] if unit_id == evidence.unit_id
        )
        assert (state, left) in {("accepted", 0), ("submitted", 1)}
        assert isinstance(results[0], PeriodLocked) == (state == "submitted")


def test_lock_waits_for_a_change_that_is_not_ended_yet() -> None:
    evidence, _target = submitted()
    began, done = threading.Event(), threading.Event()
    order: list[str] = []

    def slow() -> None:
        try:
            with transaction.atomic():
                accept_evidence(evidence.pk, by=None, at=AT)
                began.set()
                done.wait(1)
                order.append("accepted")
        finally:
            connection.close()

    def locking() -> None:
        try:
            began.wait(10)
            lock_period("2021-Q3", by=None, at=AT, on=TODAY)
            order.append("locked")
        finally:
            connection.close()

    threads = [threading.Thread(target=slow), threading.Thread(target=locking)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)

    assert order == ["accepted", "locked"]
