"""Periods are locked: what is refused then, what a correction lets through, and the trace it leaves."""

from __future__ import annotations

import contextlib
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from tests.factories import plans as make
from tests.plans.test_evidence_actions import Cast

from danbiet.audit.models import Entry
from danbiet.kit.workdays import calendar
from danbiet.plans.actions import correcting, locking
from danbiet.plans.actions.correcting import ask_correction, decide_correction
from danbiet.plans.actions.counting import Counting, set_counting
from danbiet.plans.actions.deciding import accept_evidence, accept_many, return_evidence, withdraw_evidence
from danbiet.plans.actions.evidence import draft_evidence, edit_evidence, submit_evidence
from danbiet.plans.actions.locking import CannotLock, lock_due, lock_period, plan_lock, unlock_period
from danbiet.plans.actions.refusals import EditedMeanwhile, PeriodLocked, PlanRefusal
from danbiet.plans.calc.evidence import CreditDraft
from danbiet.plans.calc.locking import lockable_period, lockable_periods, locks_by_itself, span_of_leave
from danbiet.plans.models import Correction, CorrectionStep, Evidence, PeriodLock
from danbiet.plans.queries import periods as ask
from danbiet.plans.queries.progress import plan_progress, tasks_progress

D = Decimal
TODAY = date(2021, 10, 15)
AT = datetime(2021, 10, 15, 3, tzinfo=UTC)
Q2_DAY, Q3_DAY, Q4_DAY = date(2021, 5, 4), date(2021, 9, 1), date(2021, 10, 4)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def shut(key: str = "2021-Q3") -> PeriodLock:
    return lock_period(key, by=None, at=AT, on=TODAY)


def allowed(cast: Cast, evidence: Evidence | None, *, day: date = Q3_DAY) -> Correction:
    made = ask_correction(
        evidence.pk if evidence else None,
        unit_id=cast.commune.pk,
        day=day,
        reason="Ghi nhầm số",
        by=cast.officer,
        at=AT,
    )
    return decide_correction(made.pk, is_allowed=True, answer="", by=None, at=AT)


def test_lockable_periods_are_nineteen_in_the_order_in_which_they_end() -> None:
    keys = [period.key for period in lockable_periods(2021)]

    assert len(keys) == 19
    assert keys[:5] == ["2021-M01", "2021-M02", "2021-M03", "2021-Q1", "2021-M04"]
    assert keys[-4:] == ["2021-M12", "2021-Q4", "2021-H2", "2021"]


def test_period_locks_by_itself_working_days_after_reports_were_due() -> None:
    # 5 working days after Wednesday 31/03/2021: 07/04; another 10: 22/04, since 21/04 is the feast of the Hùng kings
    day = locks_by_itself(lockable_period("2021-Q1"), report_days=5, lock_days=10, calendar=calendar())

    assert day == date(2021, 4, 22)


def test_leave_for_a_day_before_the_locked_period_holds_from_the_first_of_january() -> None:
    quarter = {"starts_on": date(2021, 7, 1), "ends_on": date(2021, 9, 30)}

    assert span_of_leave(**quarter, on=Q3_DAY) == (date(2021, 7, 1), date(2021, 9, 30))
    assert span_of_leave(**quarter, on=Q2_DAY) == (date(2021, 1, 1), date(2021, 9, 30))


def test_lock_keeps_who_when_and_what_was_open(cast: Cast) -> None:
    cast.submit()

    lock = lock_period("2021-Q3", by=cast.officer, at=AT, on=TODAY)

    assert (lock.locked_by, lock.locked_at) == (cast.officer, AT)
    assert len(lock.left_open["reports"]) == 3
    assert lock.left_open["evidence"] == [[cast.commune.pk, 1]]
    assert lock.left_open["units"][str(cast.commune.pk)].startswith("Xã Nhơn Mỹ")
    entry = Entry.objects.get(verb="plans.period_locked")
    assert entry.details["period"] == "2021-Q3"


@pytest.mark.parametrize("key", ["2021-Q4", "2021", "2021-W05", "2021-Q7", "x"])
def test_period_that_is_not_over_or_none_cannot_be_locked(db: None, key: str) -> None:
    with pytest.raises(CannotLock):
        shut(key)


def test_locked_period_is_not_locked_twice_and_unlocks_only_with_a_reason(db: None) -> None:
    shut()
    with pytest.raises(CannotLock):
        shut()
    with pytest.raises(PlanRefusal):
        unlock_period("2021-Q3", reason=" ", by=None, at=AT)

    lock = unlock_period("2021-Q3", reason="Khóa nhầm quý", by=None, at=AT)

    assert (lock.locked_at, lock.reason) == (None, "Khóa nhầm quý")
    with pytest.raises(CannotLock):
        unlock_period("2021-Q3", reason="lần nữa", by=None, at=AT)
    shut()
    assert Entry.objects.filter(verb__startswith="plans.period_").count() == 3


def test_everything_that_changes_figures_is_refused_in_a_locked_period(cast: Cast) -> None:
    draft, waiting, counted = cast.write(), cast.submit(), cast.submit()
    accept_evidence(counted.pk, by=None, at=AT)
    shut()
    acts = [
        lambda: cast.write(),
        lambda: edit_evidence(draft.pk, cast.draft(), version=draft.version, by=None, at=AT, today=TODAY),
        lambda: submit_evidence(draft.pk, by=None, at=AT, today=TODAY),
        lambda: accept_evidence(waiting.pk, by=None, at=AT),
        lambda: return_evidence(waiting.pk, reason="Sai", by=None, at=AT),
        lambda: return_evidence(counted.pk, reason="Sai", by=None, at=AT),
        lambda: withdraw_evidence(waiting.pk, reason="Sai", by=None, at=AT),
        lambda: withdraw_evidence(counted.pk, reason="Sai", by=None, at=AT),
        lambda: cast.write(on=Q2_DAY),  # counts in the figures of the third quarter too
    ]

    for act in acts:
        with pytest.raises(PeriodLocked, match="30/09/2021"):
            act()

    assert accept_many([waiting.pk], by=None, at=AT).refused[0][0] == waiting.pk
    assert not CorrectionStep.objects.exists()
    assert (
        withdraw_evidence(draft.pk, reason="Thừa", by=None, at=AT).state == "withdrawn"
    )  # a draft counts nowhere


def test_days_after_the_locked_period_stay_open(cast: Cast) -> None:
    shut()

    evidence = cast.submit(on=Q4_DAY)
    accept_evidence(evidence.pk, by=None, at=AT)

    assert not Correction.objects.exists()


@pytest.mark.parametrize(("start", "to"), [(Q4_DAY, Q3_DAY), (Q3_DAY, Q4_DAY)])
def test_evidence_cannot_be_moved_into_or_out_of_a_locked_period(cast: Cast, start: date, to: date) -> None:
    evidence = cast.write(on=start)
    shut()

    with pytest.raises(PeriodLocked):
        edit_evidence(evidence.pk, cast.draft(on=to), version=evidence.version, by=None, at=AT, today=TODAY)


def test_counting_of_an_issued_plan_cannot_change_while_a_period_of_its_year_is_locked(cast: Cast) -> None:
    shut("2021-Q1")

    with pytest.raises(PeriodLocked):
        set_counting(
            cast.top.task_id,
            version=cast.top.task.version,
            chosen={cast.top.pk: Counting("articles")},
            by=None,
            at=AT,
        )


def test_correction_asked_and_allowed_lets_the_piece_through_and_leaves_a_trace(cast: Cast) -> None:
    evidence = cast.submit()
    accept_evidence(evidence.pk, by=None, at=AT)
    shut()
    allowed(cast, evidence)

    return_evidence(evidence.pk, reason="Sai số", by=None, at=AT)
    fresh = Evidence.objects.get(pk=evidence.pk)
    draft = cast.draft(CreditDraft(cast.own.pk, D(2)))
    edit_evidence(evidence.pk, draft, version=fresh.version, by=cast.officer, at=AT, today=TODAY)
    submit_evidence(evidence.pk, by=cast.officer, at=AT, today=TODAY)
    accept_evidence(evidence.pk, by=None, at=AT)

    steps = CorrectionStep.objects.filter(task=cast.own.task).order_by("id")
    assert [(step.deed.removeprefix("plans.evidence_"), step.before, step.after) for step in steps] == [
        ("returned", 75, 0), ("edited", 0, 0), ("submitted", 0, 0), ("accepted", 0, 50),
    ]  # fmt: skip
    assert CorrectionStep.objects.count() == 12  # the district's and the province's task as well
    assert Correction.objects.get().state == "done"
    assert Entry.objects.filter(verb="plans.corrected", reason="Ghi nhầm số").count() == 4
    with pytest.raises(PeriodLocked):
        withdraw_evidence(evidence.pk, reason="Sai", by=None, at=AT)


def test_correction_allowed_for_a_new_piece_holds_for_one_piece(cast: Cast) -> None:
    shut()
    allowed(cast, None)

    evidence = cast.submit()

    assert Correction.objects.get().evidence == evidence
    with pytest.raises(PeriodLocked):
        cast.write()
    accept_evidence(evidence.pk, by=None, at=AT)
    assert plan_progress(cast.own.task.plan_id, TODAY).percent == 75


def test_correction_of_one_piece_opens_no_other_and_no_other_period(cast: Cast) -> None:
    evidence, other = cast.write(), cast.write()
    early = cast.write(on=Q2_DAY)
    shut("2021-Q2")
    shut()
    allowed(cast, evidence)

    with pytest.raises(PeriodLocked):
        submit_evidence(other.pk, by=None, at=AT, today=TODAY)
    with pytest.raises(PeriodLocked):
        submit_evidence(early.pk, by=None, at=AT, today=TODAY)
    with pytest.raises(PeriodLocked):
        edit_evidence(
            evidence.pk, cast.draft(on=Q2_DAY), version=evidence.version, by=None, at=AT, today=TODAY
        )


def test_asking_twice_without_reason_or_for_an_open_day_is_refused(cast: Cast) -> None:
    evidence = cast.write()
    ask_for = {"unit_id": cast.commune.pk, "day": Q3_DAY, "by": None, "at": AT}
    with pytest.raises(PlanRefusal):
        ask_correction(evidence.pk, reason="Sai", **ask_for)  # nothing is locked
    shut()
    with pytest.raises(PlanRefusal):
        ask_correction(evidence.pk, reason="  ", **ask_for)
    made = ask_correction(evidence.pk, reason="Sai", **ask_for)
    with pytest.raises(PlanRefusal):
        ask_correction(evidence.pk, reason="Sai", **ask_for)
    with pytest.raises(PlanRefusal):
        decide_correction(made.pk, is_allowed=False, answer="", by=None, at=AT)
    decide_correction(made.pk, is_allowed=False, answer="Đã chốt", by=None, at=AT)
    with pytest.raises(PlanRefusal):
        decide_correction(made.pk, is_allowed=True, answer="", by=None, at=AT)
    with pytest.raises(PeriodLocked):
        submit_evidence(evidence.pk, by=None, at=AT, today=TODAY)


def test_reform_office_corrects_at_once_with_a_reason(cast: Cast) -> None:
    evidence = cast.submit()
    shut()

    accept_evidence(evidence.pk, by=cast.officer, at=AT, why="Gửi trước khi khóa, duyệt sót")

    made = Correction.objects.get()
    assert (made.state, made.reason) == ("done", "Gửi trước khi khóa, duyệt sót")
    assert CorrectionStep.objects.get(task=cast.own.task).after == 75


def test_period_whose_day_has_come_locks_by_itself_once(cast: Cast) -> None:
    plan_lock("2021-Q1", day=date(2021, 10, 16), by=None, at=AT, on=TODAY)
    assert lock_due(at=AT, on=TODAY, calendar=calendar()) == []

    made = lock_due(at=AT, on=date(2021, 10, 16), calendar=calendar())

    assert [(lock.period_key, lock.locked_by) for lock in made] == [("2021-Q1", None)]
    assert lock_due(at=AT, on=date(2021, 10, 17), calendar=calendar()) == []


def test_rule_locks_quarters_but_not_what_was_unlocked_by_hand(cast: Cast) -> None:
    locking.set_lock_rule(report_days=5, lock_days=5, is_on=True, version=1, by=None, at=AT)
    shut("2021-Q1")
    unlock_period("2021-Q1", reason="Nhầm", by=None, at=AT)

    made = lock_due(at=AT, on=TODAY, calendar=calendar())

    keys = {lock.period_key for lock in made}
    assert {"2021-Q2", "2021-H1"} <= keys
    assert "2021-Q1" not in keys
    assert not any("-M" in key for key in keys)
    with pytest.raises(EditedMeanwhile):
        locking.set_lock_rule(report_days=5, lock_days=5, is_on=True, version=1, by=None, at=AT)


@pytest.mark.parametrize("seed", range(6))
def test_figures_of_a_locked_period_never_move_without_a_correction_row(cast: Cast, seed: int) -> None:
    """Whatever is tried in whatever order, a task's figure as of the period's end is the one at locking plus the steps."""
    chance = Random(seed)
    tasks = [cast.own.task_id, cast.middle.task_id, cast.top.task_id]
    pieces = [
        cast.submit(CreditDraft(cast.own.pk, D(1)), on=chance.choice([Q2_DAY, Q3_DAY, Q4_DAY]))
        for _ in range(3)
    ]
    lock = shut(chance.choice(["2021-Q2", "2021-Q3"]))
    now = {pk: one.percent for pk, one in tasks_progress(tasks, lock.ends_on).items()}
    for _ in range(25):
        piece = Evidence.objects.get(pk=chance.choice(pieces).pk)
        with contextlib.suppress(PlanRefusal):
            _something(cast, piece, chance, pieces)
        then, now = now, {pk: one.percent for pk, one in tasks_progress(tasks, lock.ends_on).items()}
        moved = {pk for pk in tasks if then[pk] != now[pk]}
        last = {step.task_id: step for step in CorrectionStep.objects.order_by("id")}
        assert all(last[pk].after == round(now[pk] or 0, 2) for pk in moved)


def _something(cast: Cast, piece: Evidence, chance: Random, pieces: list[Evidence]) -> None:
    day = chance.choice([Q2_DAY, Q3_DAY, Q4_DAY])
    draft = cast.draft(CreditDraft(cast.own.pk, D(chance.randint(1, 4))), on=day)
    by = {"by": None, "at": AT}
    deed = chance.randrange(8)
    if deed == 0:
        accept_evidence(piece.pk, **by, why=chance.choice(["", "duyệt sót"]))
    elif deed == 1:
        return_evidence(piece.pk, reason="sai", is_correction=chance.random() < 0.5, **by)
    elif deed == 2:
        edit_evidence(piece.pk, draft, version=piece.version, today=TODAY, **by)
    elif deed == 3:
        submit_evidence(piece.pk, today=TODAY, **by)
    elif deed == 4:
        pieces.append(draft_evidence(draft, unit_id=cast.commune.pk, today=TODAY, **by))
    elif deed == 5 and chance.random() < 0.3:
        withdraw_evidence(piece.pk, reason="sai", is_correction=chance.random() < 0.5, **by)
    else:
        made = ask_correction(
            piece.pk if deed == 6 else None, unit_id=cast.commune.pk, day=day, reason="sửa", **by
        )
        decide_correction(made.pk, is_allowed=True, answer="", **by)


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_periods_asks_the_same_number_of_queries(
    cast: Cast, count: int, django_assert_num_queries: object
) -> None:
    from danbiet.org.queries import rights_of

    for key in ["2021-M01", "2021-M02", "2021-M03"][:count]:
        shut(key)
    rights = rights_of(make.person("Sở Nội vụ", unit=cast.province, role="office"), TODAY)
    rights.unit_ids()

    with django_assert_num_queries(3):  # type: ignore[operator]
        rows = ask.period_rows(2021, calendar=calendar(), rights=rights)

    assert sum(row.is_locked for row in rows) == count
    assert rows[0].locks_on is None


def test_shut_period_names_the_one_that_shuts_it(cast: Cast) -> None:
    from danbiet.org.queries import rights_of

    shut("2021-Q1")
    rights = rights_of(make.person("Sở Nội vụ", unit=cast.province, role="office"), TODAY)

    found = {row.period.key: row for row in ask.period_rows(2021, calendar=calendar(), rights=rights)}

    assert found["2021-M02"].standing == "shut"
    assert found["2021-M02"].shut_by is not None
    assert found["2021-M02"].shut_by.key == "2021-Q1"
    assert found["2021-M04"].standing == "open"
    assert ask.lock_over(date(2020, 12, 31)) is None


def test_day_that_is_not_shut_asks_one_question_more_than_before(
    cast: Cast, django_assert_num_queries: object
) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        correcting.refuse_shut(TODAY + timedelta(days=1))
