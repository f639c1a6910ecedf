"""Rows of a contest for tests, as plain as the database allows."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from danbiet.contests.models import (
    Audience,
    Bank,
    Contest,
    Entrant,
    HeadCount,
    Item,
    ItemVersion,
    Round,
    RoundEvent,
    Start,
)
from danbiet.org.models import Unit

from . import plans

AT = datetime(2021, 9, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_numbers = count(1)


def contest(organiser: Unit | None = None, **given: Any) -> Contest:
    """A contest in preparation."""
    number = next(_numbers)
    kept = {
        "key": f"thi-{number}",
        "title": f"Hội thi {number}",
        "created_at": AT,
        "created_by": plans.person("Tổ chức"),
    }
    return Contest.objects.create(organiser=organiser or plans.unit("Sở Nội vụ"), **(kept | given))


def sealed(organiser: Unit | None = None, **given: Any) -> Contest:
    """A contest whose rules are sealed (the rules themselves are no rules)."""
    kept = {
        "state": "frozen", "rules": "{}", "rules_hash": "0" * 64, "frozen_at": AT, "frozen_by": plans.person("Niêm phong"),
        "signing_key": "11" * 32, "receipt_key": "22" * 32, "pepper": "33" * 32,
    }  # fmt: skip
    return contest(organiser, **(kept | given))


def round_of(
    contest: Contest, *, number: int = 1, opens: datetime = AT, closes: datetime = AT + HOUR, key: str = ""
) -> Round:
    return Round.objects.create(
        contest=contest, key=key or f"tuan-{number}", name=f"Tuần {number}", number=number, opens_at=opens, closes_at=closes
    )  # fmt: skip


def extension(one: Round, *, closes: datetime) -> RoundEvent:
    return RoundEvent.objects.create(
        round=one, kind="extended", at=AT, by=plans.person("Gia hạn"), closes_at=closes, reason="Sự cố mạng"
    )


def bank(contest_: Contest | None = None, *, key: str = "chung") -> Bank:
    return Bank.objects.create(contest=contest_ or contest(), key=key, name="Ngân hàng chung")


def item(bank: Bank, *, key: str = "", **given: Any) -> Item:
    return Item.objects.create(contest=bank.contest, bank=bank, key=key or f"cau-{next(_numbers)}", **given)


def version(item: Item, *, number: int = 1, **given: Any) -> ItemVersion:
    kept = {
        "text": "Chương trình tổng thể có mấy nội dung?", "options": ["4", "5", "6", "7"], "key": [2], "written_at": AT,
        "digest": "0" * 64, "author": given.pop("author", None) or plans.person("Soạn"),
    }  # fmt: skip
    return ItemVersion.objects.create(item=item, number=number, **(kept | given))


def head_count(contest: Contest, *, unit: Unit | None = None, count: int = 0, block: str = "") -> HeadCount:
    number = next(_numbers)
    declared = {"declared_by": contest.created_by, "declared_at": AT} if count else {}
    return HeadCount.objects.create(
        contest=contest, unit=unit or plans.unit(), code=f"U{number}", block=block, count=count, **declared
    )


def code() -> str:
    """A participant's code that was not given yet."""
    number, text = next(_numbers), ""
    for _place in range(10):
        text, number = ALPHABET[number % 32] + text, number // 32
    return text


def entrant(contest: Contest, **given: Any) -> Entrant:
    audience = contest.audiences.first() or Audience.objects.create(
        contest=contest, key="all", name="Mọi người", order=0
    )
    number = next(_numbers)
    kept = {"code": code(), "unique_hash": number.to_bytes(32, "big"), "consent_at": AT}
    return Entrant.objects.create(contest=contest, audience=audience, **(kept | given))


def start(one: Round, *, number: int = 1, code: str = "05F2K91MQ7", seconds: int = 600) -> Start:
    began = int(one.opens_at.timestamp() * 1000)
    return Start.objects.create(
        round=one, code=code, number=number, audience=0, started_ms=began, deadline_ms=began + 1000 * seconds
    )
