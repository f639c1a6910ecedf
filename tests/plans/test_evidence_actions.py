"""From draft to accepted: what happens, what is refused, what counts where."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from tests.factories import plans as make

from danbiet.audit.models import Entry
from danbiet.outbox.models import Message
from danbiet.plans.actions.deciding import (
    ReasonMissing,
    accept_evidence,
    accept_many,
    return_evidence,
    withdraw_evidence,
)
from danbiet.plans.actions.evidence import (
    BadEvidence,
    EvidenceClosed,
    draft_evidence,
    edit_evidence,
    submit_evidence,
)
from danbiet.plans.actions.refusals import EditedMeanwhile
from danbiet.plans.calc.evidence import CreditDraft, EvidenceDraft, ProofDraft, spread
from danbiet.plans.models import Credit, Evidence, Target
from danbiet.plans.queries.progress import plan_progress

D = Decimal
TODAY = date(2021, 10, 15)
AT = datetime(2021, 10, 15, 3, tzinfo=UTC)
LINK = ProofDraft("link", url="https://soctrang.gov.vn/tin/1", section="Thời sự", page="3")


class Cast:
    """A province plan, a district's own plan under it, a commune's under that, each with one task and target."""

    def __init__(self) -> None:
        self.province = make.unit("Tỉnh", kind="province", code="94")
        self.district = make.unit("Huyện Kế Sách", parent=self.province, kind="district")
        self.commune = make.unit("Xã Nhơn Mỹ", parent=self.district, kind="commune")
        self.officer = make.person("Trần Văn An", unit=self.commune)
        self.top = self.target(self.province, 10)
        self.middle = self.target(self.district, 6, parent=self.top)
        self.own = self.target(self.commune, 4, parent=self.middle)

    def target(self, unit: Any, quantity: int, *, parent: Target | None = None, **more: Any) -> Target:
        plan = make.plan(unit, parent=parent.task.plan if parent else None)
        task = make.task(make.group(plan), leads=[unit], parent=parent.task if parent else None, share="lead")
        return make.target(task, quantity, parent=parent, **more)

    def draft(self, *credits: CreditDraft, on: date = date(2021, 9, 1), **more: Any) -> EvidenceDraft:
        chosen = credits or (CreditDraft(self.own.pk, D(3)),)
        return EvidenceDraft(
            on=on, title="Phát thanh về dịch vụ công", kind="loudspeaker", credits=chosen,
            **{"proofs": (LINK,), **more},
        )  # fmt: skip

    def write(self, *credits: CreditDraft, **more: Any) -> Evidence:
        return draft_evidence(
            self.draft(*credits, **more), unit_id=self.commune.pk, by=self.officer, at=AT, today=TODAY
        )

    def submit(self, *credits: CreditDraft, **more: Any) -> Evidence:
        return submit_evidence(self.write(*credits, **more).pk, by=self.officer, at=AT, today=TODAY)


@pytest.fixture
def cast(db: None) -> Cast:
    return Cast()


def percents(cast: Cast) -> list[Decimal | None]:
    return [plan_progress(target.task.plan_id, TODAY).percent for target in (cast.own, cast.middle, cast.top)]


def test_accepted_evidence_counts_for_its_target_and_all_above_it(cast: Cast) -> None:
    evidence = cast.submit()
    assert percents(cast) == [0, 0, 0]

    accept_evidence(evidence.pk, by=None, at=AT)

    assert percents(cast) == [75, 50, 30]
    credits = Credit.objects.filter(evidence=evidence).order_by("target_id")
    assert [(credit.target_id, credit.quantity, credit.is_direct) for credit in credits] == [
        (cast.top.pk, 3, False), (cast.middle.pk, 3, False), (cast.own.pk, 3, True),
    ]  # fmt: skip


def test_proof_for_two_tasks_is_counted_once_where_they_meet(cast: Cast) -> None:
    other_task = make.task(cast.own.task.group, order=2)
    other = make.target(other_task, 5, parent=cast.middle)

    evidence = cast.submit(CreditDraft(cast.own.pk, D(2)), CreditDraft(other.pk, D(4)))

    found = {credit.target_id: credit.quantity for credit in evidence.credits.all()}
    assert found == {cast.own.pk: 2, other.pk: 4, cast.middle.pk: 4, cast.top.pk: 4}


def test_spread_keeps_the_larger_quantity_and_ends_on_circles() -> None:
    found = spread([CreditDraft(1, D(2)), CreditDraft(2, D(5))], {1: 2, 2: 3, 3: 1})

    assert {key: (credit.quantity, direct) for key, (credit, direct) in found.items()} == {
        1: (D(5), True), 2: (D(5), True), 3: (D(5), False),
    }  # fmt: skip


def test_returned_evidence_counts_no_more_and_can_be_put_right(cast: Cast) -> None:
    evidence = cast.submit()
    accept_evidence(evidence.pk, by=None, at=AT)

    returned = return_evidence(evidence.pk, reason=" Thiếu trang 3 ", by=None, at=AT)

    assert (returned.state, returned.reason) == ("returned", "Thiếu trang 3")
    assert percents(cast) == [0, 0, 0]
    edited = edit_evidence(
        evidence.pk, cast.draft(CreditDraft(cast.own.pk, D(1))), version=returned.version, by=cast.officer,
        at=AT, today=TODAY,
    )  # fmt: skip
    submit_evidence(edited.pk, by=cast.officer, at=AT, today=TODAY)
    accept_evidence(edited.pk, by=None, at=AT)
    assert percents(cast)[0] == 25
    assert Credit.objects.filter(evidence=evidence).count() == 3


def test_writer_is_told_why_evidence_came_back(cast: Cast) -> None:
    cast.officer.email = "an@example.vn"
    cast.officer.save()
    evidence = cast.submit()

    return_evidence(evidence.pk, reason="Thiếu trang 3", by=None, at=AT)

    message = Message.objects.get()
    assert message.to_user == cast.officer
    assert "Thiếu trang 3" in message.body
    assert f"/ban-lam-viec/minh-chung/{evidence.pk}/" in message.body


def test_withdrawn_evidence_stays_readable_and_counts_no_more(cast: Cast) -> None:
    evidence = cast.submit()
    accept_evidence(evidence.pk, by=None, at=AT)

    withdraw_evidence(evidence.pk, reason="Nhầm đơn vị", by=cast.officer, at=AT)

    assert percents(cast) == [0, 0, 0]
    with pytest.raises(EvidenceClosed, match="rút"):
        withdraw_evidence(evidence.pk, reason="lần nữa", by=None, at=AT)


def test_every_step_is_on_record(cast: Cast) -> None:
    evidence = cast.submit()
    return_evidence(evidence.pk, reason="Thiếu", by=None, at=AT)
    withdraw_evidence(evidence.pk, reason="Thôi", by=cast.officer, at=AT)

    entries = Entry.objects.filter(object_kind="evidence", object_id=evidence.pk).order_by("id")
    assert [(entry.verb.removeprefix("plans.evidence_"), entry.reason) for entry in entries] == [
        ("drafted", ""), ("submitted", ""), ("returned", "Thiếu"), ("withdrawn", "Thôi"),
    ]  # fmt: skip
    assert entries[0].actor_name == "Trần Văn An"


def test_editing_what_somebody_else_edited_is_refused_and_overwrites_nothing(cast: Cast) -> None:
    evidence = cast.write()
    edit_evidence(evidence.pk, cast.draft(note="của người thứ nhất"), version=1, by=None, at=AT, today=TODAY)

    with pytest.raises(EditedMeanwhile) as refused:
        edit_evidence(
            evidence.pk, cast.draft(note="của người thứ hai"), version=1, by=None, at=AT, today=TODAY
        )

    assert refused.value.current_version == 2
    evidence.refresh_from_db()
    assert evidence.note == "của người thứ nhất"


@pytest.mark.parametrize("state", ["submitted", "accepted", "withdrawn"])
def test_what_waits_or_counts_cannot_be_edited(cast: Cast, state: str) -> None:
    evidence = cast.write()
    Evidence.objects.filter(pk=evidence.pk).update(state=state)

    with pytest.raises(EvidenceClosed):
        edit_evidence(evidence.pk, cast.draft(), version=1, by=None, at=AT, today=TODAY)
    with pytest.raises(EvidenceClosed):
        submit_evidence(evidence.pk, by=None, at=AT, today=TODAY)


@pytest.mark.parametrize("state", ["draft", "accepted", "returned", "withdrawn"])
def test_only_what_waits_can_be_accepted(cast: Cast, state: str) -> None:
    evidence = cast.write()
    Evidence.objects.filter(pk=evidence.pk).update(state=state)

    with pytest.raises(EvidenceClosed):
        accept_evidence(evidence.pk, by=None, at=AT)


def test_many_are_accepted_each_for_itself(cast: Cast) -> None:
    good, also_good, bad = cast.submit(), cast.submit(), cast.write()
    absent = bad.pk + 10_000  # they are taken in the order of their numbers

    decided = accept_many([good.pk, bad.pk, also_good.pk, absent], by=None, at=AT)

    assert decided.accepted == (good.pk, also_good.pk)
    assert [pk for pk, _ in decided.refused] == [bad.pk, absent]


def test_giving_back_without_a_reason_is_refused(cast: Cast) -> None:
    evidence = cast.submit()

    for act in (return_evidence, withdraw_evidence):
        with pytest.raises(ReasonMissing):
            act(evidence.pk, reason=" \n", by=None, at=AT)


def test_dates_that_cannot_be_are_refused(cast: Cast) -> None:
    for on in (date(2021, 10, 16), date(2020, 12, 31)):
        with pytest.raises(BadEvidence) as refused:
            cast.write(on=on)
        assert refused.value.field == "on"


@pytest.mark.parametrize("quantity", ["0", "-1", "NaN", "Infinity", "0.001", "1e15"])
def test_quantities_that_cannot_be_are_refused(cast: Cast, quantity: str) -> None:
    with pytest.raises(BadEvidence) as refused:
        cast.write(CreditDraft(cast.own.pk, D(quantity)))

    assert refused.value.field == "credits"


def test_targets_that_are_not_ones_own_are_refused(cast: Cast) -> None:
    unissued = make.target(make.task(make.group(make.plan(cast.commune, state="draft"))), 1)
    counted = cast.target(cast.commune, 1, measure="unit_plans_issued")
    each = cast.target(cast.commune, 2, each=2, unit_text="video")

    for target_id in (cast.middle.pk, cast.top.pk, unissued.pk, counted.pk, each.pk, 9999):
        with pytest.raises(BadEvidence) as refused:
            cast.write(CreditDraft(target_id, D(1)))
        assert refused.value.field == "credits"
    assert not Evidence.objects.exists()
    assert cast.write(CreditDraft(each.pk, D(1), " Video 1 ")).credits.get().item == "Video 1"


def test_item_typed_otherwise_is_the_item_known(cast: Cast) -> None:
    each = cast.target(cast.commune, 2, each=2, unit_text="video")
    cast.write(CreditDraft(each.pk, D(1), "Nộp hồ sơ tại nhà"))

    again = cast.write(CreditDraft(each.pk, D(1), "NỘP HỒ SƠ TẠI NHÀ"))

    assert again.credits.get().item == "Nộp hồ sơ tại nhà"


def test_target_named_twice_is_refused(cast: Cast) -> None:
    with pytest.raises(BadEvidence, match="hai lần"):
        cast.write(CreditDraft(cast.own.pk, D(1)), CreditDraft(cast.own.pk, D(2)))


@pytest.mark.parametrize(
    "proof",
    [
        ProofDraft("link", url="javascript:alert(1)"),
        ProofDraft("link", url="soctrang.gov.vn"),
        ProofDraft("link", url="https://x/" + "a" * 500),
        ProofDraft("file"),
        ProofDraft("song", file_id=1),
    ],
)
def test_proofs_that_cannot_be_are_refused(cast: Cast, proof: ProofDraft) -> None:
    with pytest.raises(BadEvidence) as refused:
        cast.write(proofs=(proof,))

    assert refused.value.field == "proofs"


def test_handing_in_without_proof_or_target_is_refused_but_keeping_a_draft_is_not(cast: Cast) -> None:
    bare = cast.write(proofs=())
    aimless = draft_evidence(
        EvidenceDraft(date(2021, 9, 1), "x", "article", proofs=(LINK,)), unit_id=cast.commune.pk, by=None,
        at=AT, today=TODAY,
    )  # fmt: skip

    for evidence, field in ((bare, "proofs"), (aimless, "credits")):
        with pytest.raises(BadEvidence) as refused:
            submit_evidence(evidence.pk, by=None, at=AT, today=TODAY)
        assert refused.value.field == field


def test_words_that_are_missing_are_refused(cast: Cast) -> None:
    for changes, field in (
        ({"title": " "}, "title"),
        ({"kind": "dance"}, "kind"),
        ({"language": "xx"}, "language"),
    ):
        draft = EvidenceDraft(**{"on": date(2021, 9, 1), "title": "x", "kind": "article", **changes})
        with pytest.raises(BadEvidence) as refused:
            draft_evidence(draft, unit_id=cast.commune.pk, by=None, at=AT, today=TODAY)
        assert refused.value.field == field
