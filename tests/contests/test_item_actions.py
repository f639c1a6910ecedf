"""Wordings of items as actions change them: which is handed in, which is approved."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from tests.factories import contests as make
from tests.factories import plans

from danbiet.accounts.models import User
from danbiet.contests.actions import items as act
from danbiet.contests.actions.refusals import EditedMeanwhile
from danbiet.contests.calc.formats.draft import ItemDraft
from danbiet.contests.models import Bank

AT = datetime(2021, 6, 1, 3, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def bank() -> Bank:
    return make.bank()


@pytest.fixture
def writer() -> User:
    return plans.person("Người soạn")


def draft(text: str = "Có mấy nội dung?") -> ItemDraft:
    return ItemDraft(1, text, ("Năm", "Sáu"), (1,))


def test_handing_in_all_drafts_leaves_own_overtaken_wording_alone(bank: Bank, writer: User) -> None:
    item = act.write_item(bank.pk, draft(), by=writer, at=AT)
    act.propose(item.pk, by=writer, at=AT)
    act.rewrite(item.pk, draft("Chương trình có mấy nội dung?"), last=1, by=writer, at=AT)
    act.write_item(bank.pk, draft("Câu khác?"), by=writer, at=AT)

    count = act.propose_all(bank.pk, by=writer, at=AT)

    assert count == 2
    assert list(item.versions.values_list("number", "state")) == [(1, "draft"), (2, "proposed")]


def test_wording_rewritten_since_it_was_read_is_not_approved(bank: Bank, writer: User) -> None:
    item = act.write_item(bank.pk, draft(), by=writer, at=AT)
    act.propose(item.pk, by=writer, at=AT)
    act.rewrite(item.pk, draft("Chương trình có mấy nội dung?"), last=1, by=writer, at=AT)
    act.propose(item.pk, by=writer, at=AT)

    with pytest.raises(EditedMeanwhile):
        act.review(item.pk, last=1, is_good=True, words="", by=plans.person("Người duyệt"), at=AT)

    assert not item.versions.filter(state="approved").exists()
