"""Numbers, words and dates no column and no calendar can take: refused by hand with a sentence, a doubt when imported."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.factories import plans as make

from danbiet.plans.actions.drafting import add_task
from danbiet.plans.actions.refusals import PlanRefusal
from danbiet.plans.calc.drafts import SpanDraft, TargetDraft, TaskDraft
from danbiet.plans.models import Task

AT = datetime(2021, 2, 1, tzinfo=UTC)
MISFITS = [
    TaskDraft("Việc", targets=(TargetDraft(Decimal(10) ** 13, "tin"),)),
    TaskDraft("Việc", targets=(TargetDraft(Decimal(5), "video", each_quantity=Decimal(10) ** 12),)),
    TaskDraft("Việc", targets=(TargetDraft(Decimal(5), "a" * 121),)),
    TaskDraft("Việc", targets=(TargetDraft(Decimal(5), "video", each_unit_text="b" * 121),)),
    TaskDraft("Việc", periods=(SpanDraft(date(1, 1, 1), date(2021, 12, 31)),)),
    TaskDraft("Việc", periods=(SpanDraft(date(2021, 1, 1), date(9999, 12, 31)),)),
]


@pytest.mark.django_db
@pytest.mark.parametrize("draft", MISFITS)
def test_task_that_cannot_be_kept_is_refused_by_name(draft: TaskDraft) -> None:
    plan = make.plan(make.unit(), state="draft")
    group = make.group(plan)

    with pytest.raises(PlanRefusal, match="“Việc”"):
        add_task(plan.pk, group_id=group.pk, draft=draft, by=None, at=AT)

    assert not Task.objects.exists()


@pytest.mark.parametrize("draft", MISFITS)
def test_task_that_cannot_be_kept_is_imported_with_a_doubt(draft: TaskDraft) -> None:
    fit = draft.fitting(year=2021)

    assert (fit.targets, fit.periods, len(fit.doubts)) == ((), (), 1)


def test_task_at_the_edge_is_kept_as_it_is() -> None:
    draft = TaskDraft(
        "Việc",
        targets=(TargetDraft(Decimal("999999999999.99"), "a" * 120),),
        periods=(SpanDraft(date(2011, 1, 1), date(2031, 12, 31)),),
    )

    assert draft.fitting(year=2021) is draft
