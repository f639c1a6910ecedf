"""One code, many at once; one file, two at once; in real transactions."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection
from tests.surveys import desk
from tests.surveys.desk import FIELD, ITEMS, who

from danbiet.surveys.actions import answering
from danbiet.surveys.actions.refusals import SurveyRefusal
from danbiet.surveys.calc.tables import read_table
from danbiet.surveys.calc.taking import responses_in
from danbiet.surveys.models import FileTaken, Invitation, Response
from danbiet.surveys.queries.campaigns import strata_of

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
GOOD = [5] * 22


def at_once(*acts: Callable[[], object]) -> list[object]:
    """Run each in a thread of its own, all let go at the same moment; what each gave or raised, in order."""
    gate = threading.Barrier(len(acts))
    results: list[object] = [None] * len(acts)

    def run(place: int, act: Callable[[], object]) -> None:
        try:
            connection.ensure_connection()
            gate.wait(10)
            results[place] = act()
        except (SurveyRefusal, IntegrityError) as refusal:
            results[place] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=(place, act)) for place, act in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return results


def test_of_many_who_send_one_code_at_once_one_counts() -> None:
    place = desk.make_place()
    campaign = desk.begin(place)
    (code,) = answering.make_codes(campaign.pk, desk.rows(campaign)[0].pk, 1, **who(place.office, FIELD))

    results = at_once(
        *(lambda: answering.answer_by_code(code, GOOD, seconds=60, on=FIELD) for _number in range(6))
    )

    assert sum(one is None for one in results) == 1
    assert sum(isinstance(one, SurveyRefusal) for one in results) == 5
    assert Response.objects.count() == 1
    assert Invitation.objects.get().is_used


def test_of_two_who_bring_one_file_at_once_one_does() -> None:
    place = desk.make_place()
    campaign = desk.begin(place)
    data = (",".join(["unit", *ITEMS]) + "\nSở Tư pháp," + ",".join(["4"] * 22) + "\n").encode()
    rows, problems = responses_in(
        read_table(data, "a.csv"), strata_of(desk.rows(campaign)), ITEMS, first=desk.FROM, last=desk.UNTIL
    )
    assert problems == []

    results = at_once(
        *(
            lambda: answering.take_in_file(
                campaign.pk, rows, name="a.csv", data=data, **who(place.office, FIELD)
            )
            for _number in range(2)
        )
    )

    assert sum(isinstance(one, FileTaken) for one in results) == 1
    assert Response.objects.count() == 1


def test_of_two_second_keyings_at_once_one_is_kept() -> None:
    place = desk.make_place()
    campaign = desk.begin(place)
    row = desk.rows(campaign)[0].pk
    answering.key_paper(campaign.pk, "1", row, GOOD, **who(place.third_keyer(), FIELD))

    results = at_once(
        *(
            lambda user=user: answering.key_paper(campaign.pk, "1", row, GOOD, **who(user, FIELD))
            for user in (place.office, place.second)
        )
    )

    assert sum(isinstance(one, SurveyRefusal) for one in results) == 1
    assert Response.objects.count() == 1
