"""Two people changing the tree of units at once."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from threading import Barrier

import pytest
from django.db import connection

import danbiet.org
from danbiet.org.actions.importing import import_units
from danbiet.org.actions.reorganising import Decree, NewUnit, NotPossible, found_unit, move_unit
from danbiet.org.calc.unit_files import read_units
from danbiet.org.models import Reorganisation, Unit
from danbiet.org.queries import tree

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]
AT = datetime(2022, 1, 1, tzinfo=UTC)
DECREE = Decree(on=date(2022, 1, 1), by=None, at=AT)


def at_once(*works: Callable[[], object]) -> list[object]:
    """Run all together; a refusal is an answer too."""
    barrier = Barrier(len(works))

    def run(work: Callable[[], object]) -> object:
        try:
            barrier.wait(timeout=20)
            return work()
        except NotPossible as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(run, works))


def test_two_first_imports_at_once_make_the_units_once() -> None:
    folder = Path(danbiet.org.__file__).parent / "data"
    data = read_units(folder, shipped=folder)
    outcomes = at_once(*(lambda: import_units(data, by=None, at=AT) for _ in range(2)))
    assert sorted(len(outcome.new_units) for outcome in outcomes) == [0, 273]  # type: ignore[attr-defined]
    assert (Unit.objects.count(), Reorganisation.objects.count()) == (273, 109)


def test_two_moves_that_would_close_a_circle_together_cannot_both_happen() -> None:
    top = found_unit(NewUnit("1", "Tỉnh", "province", None), decree=DECREE)
    left = found_unit(NewUnit("2", "Huyện Đông", "district", top), decree=DECREE)
    right = found_unit(NewUnit("3", "Huyện Tây", "district", top), decree=DECREE)
    answers = at_once(
        lambda: move_unit(left, decree=DECREE, parent_id=right),
        lambda: move_unit(right, decree=DECREE, parent_id=left),
    )
    assert sum(isinstance(answer, NotPossible) for answer in answers) == 1
    assert len(list(tree(DECREE.on))) == 3
