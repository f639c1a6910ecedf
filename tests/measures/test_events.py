from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from tests.factories import plans as make

from danbiet.measures.actions import UnknownMeasure, record_event, rename_event, withdraw_event
from danbiet.measures.models import Event
from danbiet.measures.queries import (
    EventFilter,
    counts,
    counts_by,
    events_matching,
    events_of,
    forms_by_unit,
    monthly_counts,
    recorded_sources,
    total_for_task,
    totals_by_task,
)
from danbiet.measures.registry import PAGE_VIEWS, UNIT_PLANS_ISSUED, choices, label_of, suggested

pytestmark = pytest.mark.django_db
AT = datetime(2021, 3, 1, 2, tzinfo=UTC)


def issue(unit_id: int, *, source: int = 1, subject: int = 9, on: date = date(2021, 3, 1)) -> Event:
    return record_event(
        UNIT_PLANS_ISSUED, on=on, unit_id=unit_id, title="Kế hoạch 5/KH-STP", url="/ke-hoach/5/", source_kind="plan",
        source_id=source, subject_id=subject, at=AT,
    )  # fmt: skip


def test_event_is_counted_from_its_day_on_and_once() -> None:
    unit = make.unit()
    first, again = issue(unit.pk), issue(unit.pk)

    assert first.pk == again.pk
    assert counts(UNIT_PLANS_ISSUED, 9, on=date(2021, 2, 28)) == []
    (counted,) = counts(UNIT_PLANS_ISSUED, 9, on=date(2021, 3, 1))
    assert (counted.unit_id, counted.quantity, counted.title) == (unit.pk, 1, "Kế hoạch 5/KH-STP")
    assert counts(UNIT_PLANS_ISSUED, 8, on=date(2021, 12, 31)) == []


def test_event_taken_back_counts_no_more_and_can_be_recorded_again() -> None:
    unit = make.unit()
    issue(unit.pk)

    assert withdraw_event(UNIT_PLANS_ISSUED, source_kind="plan", source_id=1, reason="thu hồi", at=AT) == 1
    assert withdraw_event(UNIT_PLANS_ISSUED, source_kind="plan", source_id=1, reason="thu hồi", at=AT) == 0
    assert counts(UNIT_PLANS_ISSUED, 9, on=date(2021, 12, 31)) == []
    issue(unit.pk, on=date(2021, 4, 1))
    assert [event.on for event in counts(UNIT_PLANS_ISSUED, 9, on=date(2021, 12, 31))] == [date(2021, 4, 1)]
    assert Event.objects.count() == 2


def test_source_is_called_otherwise_also_where_it_was_taken_back() -> None:
    unit = make.unit()
    issue(unit.pk)
    withdraw_event(UNIT_PLANS_ISSUED, source_kind="plan", source_id=1, reason="thu hồi", at=AT)
    issue(unit.pk)
    issue(unit.pk, source=2)

    assert rename_event(source_kind="plan", source_id=1, title="Kế hoạch") == 2
    assert rename_event(source_kind="plan", source_id=1, title="Kế hoạch") == 0
    assert sorted(Event.objects.values_list("title", "url")) == [
        ("Kế hoạch", ""), ("Kế hoạch", ""), ("Kế hoạch 5/KH-STP", "/ke-hoach/5/"),
    ]  # fmt: skip


def test_nonsense_is_refused() -> None:
    unit = make.unit()
    common = {
        "on": date(2021, 3, 1),
        "unit_id": unit.pk,
        "title": "x",
        "source_kind": "plan",
        "source_id": 1,
        "at": AT,
    }

    with pytest.raises(UnknownMeasure):
        record_event("moon_landings", **common)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="nothing to count"):
        record_event(UNIT_PLANS_ISSUED, quantity=Decimal(0), **common)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="needs a reason"):
        withdraw_event(UNIT_PLANS_ISSUED, source_kind="plan", source_id=1, reason=" ", at=AT)


def test_many_subjects_take_one_query(django_assert_num_queries: pytest.FixtureRequest) -> None:
    unit = make.unit()
    for source in range(3):
        issue(unit.pk, source=source, subject=source)

    with django_assert_num_queries(1):  # type: ignore[operator]
        found = events_of([UNIT_PLANS_ISSUED], [0, 1, 2], on=date(2021, 12, 31))

    assert {key: len(events) for key, events in found.items()} == {
        (UNIT_PLANS_ISSUED, n): 1 for n in range(3)
    }


def test_what_is_published_can_be_counted() -> None:
    assert {"articles_published", "videos_published", "documents_published"} <= {key for key, _ in choices()}
    assert label_of("language", "km") == "Tiếng Khmer"
    assert label_of("form", "haiku") == "haiku"


def publish(
    unit_id: int, source: int, on: date, measure: str = "articles_published", **facets: object
) -> Event:
    return record_event(
        measure, on=on, unit_id=unit_id, title=f"Bài {source}", url=f"/tin-tuc/bai-{source}/", at=AT,
        source_kind="newsroom.page", source_id=source, facets=facets,
    )  # fmt: skip


def test_facets_are_kept_plain_and_strange_ones_refused() -> None:
    unit = make.unit()

    event = publish(unit.pk, 1, date(2021, 3, 1), form="news", audience="", tasks=[7, 3, 7])

    assert event.facets == {"form": "news", "tasks": [7, 3]}
    with pytest.raises(ValueError, match="unknown facets"):
        publish(unit.pk, 2, date(2021, 3, 1), colour="red")


def test_events_are_found_by_unit_day_form_and_state() -> None:
    one, two = make.unit(), make.unit()
    publish(one.pk, 1, date(2021, 1, 31), form="news", language="vi")
    publish(one.pk, 2, date(2021, 2, 1), form="interview", language="km")
    publish(two.pk, 3, date(2021, 2, 28), form="news", language="km")
    publish(two.pk, 4, date(2021, 2, 28), "videos_published", language="vi")
    withdraw_event("articles_published", source_kind="newsroom.page", source_id=3, reason="gỡ bài", at=AT)

    def found(**asked: object) -> list[str]:
        return [event.title for event in events_matching(EventFilter(**asked))]  # type: ignore[arg-type]

    assert found() == ["Bài 4", "Bài 2", "Bài 1"]
    assert found(state="") == ["Bài 4", "Bài 3", "Bài 2", "Bài 1"]
    assert found(state="withdrawn") == ["Bài 3"]
    assert found(unit_ids=[one.pk], form="news") == ["Bài 1"]
    assert found(first=date(2021, 2, 1), last=date(2021, 2, 27), language="km") == ["Bài 2"]
    assert counts_by("form", EventFilter()) == {"": 1, "interview": 1, "news": 1}
    assert counts_by("form", EventFilter(state="")) == {"news": 2, "": 1, "interview": 1}
    assert forms_by_unit(
        ["articles_published", "videos_published"], first=date(2021, 1, 1), last=date(2021, 12, 31)
    ) == {one.pk: {"news": 1, "interview": 1}, two.pk: {"videos_published": 1}}
    assert [(row.measure, row.unit_id, row.month, row.count) for row in monthly_counts(EventFilter())] == [
        ("articles_published", one.pk, date(2021, 1, 1), 1),
        ("articles_published", one.pk, date(2021, 2, 1), 1),
        ("videos_published", two.pk, date(2021, 2, 1), 1),
    ]


def view(unit_id: int, source: int, on: date, quantity: int, **facets: object) -> None:
    record_event(
        PAGE_VIEWS, on=on, unit_id=unit_id, title="Bài", source_kind="visits.page_day", source_id=source, quantity=quantity,
        facets=facets, at=AT,
    )  # fmt: skip


def test_views_add_up_for_a_task_and_for_each_task_above_it() -> None:
    unit = make.unit()
    view(unit.pk, 1, date(2021, 3, 1), 40, tasks=[7, 3], language="km")
    view(unit.pk, 2, date(2021, 3, 2), 2, tasks=[3])
    view(unit.pk, 3, date(2021, 3, 2), 500)  # fulfils no task

    assert total_for_task(PAGE_VIEWS, 3, until=date(2021, 3, 2)) == 42
    assert total_for_task(PAGE_VIEWS, 3, until=date(2021, 3, 1)) == 40
    assert total_for_task(PAGE_VIEWS, 9, until=date(2021, 3, 2)) == 0
    assert totals_by_task(PAGE_VIEWS, first=date(2021, 3, 1), last=date(2021, 3, 2)) == {3: 42, 7: 40}
    assert totals_by_task(PAGE_VIEWS, first=date(2021, 3, 2), last=date(2021, 3, 2)) == {3: 2}
    assert recorded_sources(PAGE_VIEWS, "visits.page_day", [1, 2, 9]) == {1, 2}
    assert counts_by("language", EventFilter()) == {"": 502, "km": 40}
    assert list(events_matching(EventFilter(without=(PAGE_VIEWS,)))) == []


def test_views_are_what_a_target_in_views_means() -> None:
    assert suggested("lượt xem") == PAGE_VIEWS
    assert suggested("Tin, bài") == "articles_published"
