"""A large edition is published in the background: ordered, seen on its page, held still meanwhile, done once or told as failed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from procrastinate.contrib.django.models import ProcrastinateJob

from danbiet.indices.actions import editions, publishing
from danbiet.indices.actions.refusals import NotAllowed, NotNow
from danbiet.indices.enums import OrderState
from danbiet.indices.models import Edition, PublicationOrder
from danbiet.indices.queries import editions as ask
from danbiet.measures.models import Event
from tests.indices import desk
from tests.indices.desk import AT, CLOSED, DESK

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = CLOSED
    return desk.make_place()


@pytest.fixture
def edition(place: desk.Place, monkeypatch: pytest.MonkeyPatch) -> Edition:
    """Two sheets of four components, more than what is published in front of the page."""
    made = desk.begin(place)
    monkeypatch.setattr(ask, "LARGE", 7)
    return made


def page(place: desk.Place, edition: Edition) -> str:
    answer = desk.as_(place.leader).get(f"{DESK}{edition.pk}/")
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def order(place: desk.Place, edition: Edition) -> PublicationOrder:
    return publishing.order_publication(edition.pk, decision="QĐ 1", **desk.who(place.leader, CLOSED))


def test_large_edition_is_ordered_by_the_button_and_published_by_the_job(
    place: desk.Place, edition: Edition, client: Client
) -> None:
    head = desk.as_(place.leader)
    answer = head.post(f"{DESK}{edition.pk}/cong-bo/", {"decision": "Quyết định 256/QĐ-UBND"}, follow=True)
    assert "Hệ thống đang tính số liệu và sẽ công bố ngay khi tính xong." in answer.content.decode()
    job = ProcrastinateJob.objects.get(task_name="indices.publish")
    made = PublicationOrder.objects.get()
    assert (job.queue_name, job.args) == ("long", {"order_id": made.pk})
    shown = page(place, edition)
    assert "Đang công bố" in shown
    assert "Giám đốc Nội vụ yêu cầu công bố lúc" in shown
    assert f"{DESK}{edition.pk}/cong-bo/" not in shown
    assert f"{DESK}{edition.pk}/gia-han/" not in shown
    assert client.get(f"/chi-so/{edition.pk}/").status_code == 404

    publishing.perform_order(made.pk, at=AT)
    publishing.perform_order(made.pk, at=AT)

    publication = edition.publications.get()
    assert publication.decision == "Quyết định 256/QĐ-UBND"
    assert publication.by == place.leader
    assert publication.units.count() == 2
    assert Event.objects.get(source_kind="indices.edition").on == CLOSED
    made.refresh_from_db()
    assert made.state == OrderState.DONE
    assert "Đang công bố" not in page(place, edition)
    assert client.get(f"/chi-so/{edition.pk}/").status_code == 200


def test_small_edition_is_published_at_once(
    place: desk.Place, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ask, "LARGE", 8)
    desk.as_(place.leader).post(f"{DESK}{edition.pk}/cong-bo/", {"decision": "QĐ"})
    assert edition.publications.count() == 1
    assert not PublicationOrder.objects.exists()


def test_nothing_of_the_edition_changes_while_it_waits(place: desk.Place, edition: Edition) -> None:
    participant = place.participant(place.first)
    freed = editions.exempt(
        participant.pk, "1.1", reason="Không được giao", **desk.who(place.office, desk.APPRAISAL)
    )
    order(place, edition)
    office, head = desk.who(place.office, desk.APPRAISAL), desk.who(place.leader, CLOSED)
    with pytest.raises(NotNow):
        editions.extend(edition.pk, "council", until=date(2021, 3, 20), reason="Lý do", **office)
    with pytest.raises(NotNow):
        editions.exempt(participant.pk, "2", reason="Lý do", **office)
    with pytest.raises(NotNow):
        editions.lift_exemption(freed.pk, **office)
    with pytest.raises(NotNow):
        publishing.publish(edition.pk, decision="", **head)
    with pytest.raises(NotNow):
        order(place, edition)
    assert PublicationOrder.objects.count() == 1


def test_only_the_head_orders_and_only_when_the_council_is_over(place: desk.Place, edition: Edition) -> None:
    with pytest.raises(NotAllowed):
        publishing.order_publication(edition.pk, decision="", **desk.who(place.office, CLOSED))
    with pytest.raises(NotNow):
        publishing.order_publication(edition.pk, decision="", **desk.who(place.leader, desk.COUNCIL))


def test_failure_is_told_on_the_page_and_the_head_publishes_once_more(
    place: desk.Place, edition: Edition, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = order(place, edition)
    with monkeypatch.context() as broken:
        broken.setattr(publishing, "figures_of", lambda *_given, **_named: 1 / 0)
        publishing.perform_order(made.pk, at=AT)
    made.refresh_from_db()
    assert made.state == OrderState.FAILED
    shown = page(place, edition)
    assert "Không công bố được kỳ đánh giá do lỗi hệ thống" in shown
    assert f"{DESK}{edition.pk}/cong-bo/" in shown
    assert not edition.publications.exists()

    order(place, edition)
    assert publishing.perform_waiting(at=AT) == 1  # also without its job

    assert edition.publications.count() == 1
    assert publishing.perform_waiting(at=AT) == 0


def test_order_whose_worker_died_three_times_has_failed(place: desk.Place, edition: Edition) -> None:
    made = order(place, edition)
    PublicationOrder.objects.update(attempts=publishing.LAST_ATTEMPT)
    publishing.perform_order(made.pk, at=AT)
    made.refresh_from_db()
    assert made.state == OrderState.FAILED
    assert not edition.publications.exists()
