"""What became of the contest's rounds: somebody disqualified, winners confirmed by the head, results and bundles published in turn."""

from __future__ import annotations

from datetime import timedelta

from danbiet.accounts.models import User
from danbiet.contests.actions.bundling import make_bundle
from danbiet.contests.actions.ending import count_again
from danbiet.contests.actions.judging import disqualify
from danbiet.contests.actions.publishing import request_final
from danbiet.contests.actions.winning import confirm_winners
from danbiet.contests.enums import PublicationKind, PublicationState
from danbiet.contests.queries.contests import contest_for, rounds_of
from danbiet.contests.queries.results import newest, winners_of

REASON = "Sử dụng thông tin của người khác để dự thi; đã xác minh với thủ trưởng đơn vị"


class NotWhole(Exception):
    """A bundle of the demonstration could not be made; says which and why."""


def publish_results(contest_id: int, *, cheat: str, office: User, head: User) -> int:
    """Close every round, take one attempt of the second out, confirm and publish each in turn; how many winners there are."""
    contest = contest_for(contest_id)
    if contest is None:
        raise LookupError(contest_id)
    winners = 0
    for one in rounds_of(contest):
        at = one.closes_at + timedelta(hours=9)
        count_again(one.pk, at=at)
        if one.number == 2:
            disqualify(one.pk, code=cheat, number=0, reason=REASON, by=office, at=at + timedelta(hours=30))
            count_again(one.pk, at=at + timedelta(hours=31))
        rows = winners_of(one)
        at += timedelta(days=2)
        confirm_winners(one.pk, winner_ids=[row.pk for row in rows], by=head, at=at)
        request_final(one.pk, by=office, at=at + timedelta(hours=1))
        making = newest(one, PublicationKind.BUNDLE, state=PublicationState.MAKING)
        if making is not None:
            make_bundle(making.pk, at=at + timedelta(hours=1))
        bundle = newest(one, PublicationKind.BUNDLE)
        if bundle is None or newest(one, PublicationKind.FINAL) is None:
            failed = newest(one, PublicationKind.BUNDLE, state=PublicationState.FAILED)
            raise NotWhole(f"{one.key}: {failed.figures if failed else 'no bundle'}")
        winners += len(rows)
    return winners
