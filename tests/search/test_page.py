"""The public search page and the suggestions beside its box."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from tests.factories.screens import province

from danbiet.search.actions import put, rebuild_vocabulary
from danbiet.search.queries import find
from danbiet.search.tasks import catch_up, index

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _march(settings: object) -> None:
    settings.DANBIET_TODAY = date(2021, 3, 31)  # type: ignore[attr-defined]


def page(client: Client, **asked: str) -> str:
    answer = client.get("/tim/", asked)
    assert answer.status_code == 200
    assert not answer.cookies
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_search_page_says_how_many_and_marks_what_answers(client: Client) -> None:
    province(2)
    index()

    html = page(client, q="to roi")

    assert "1 kết quả" in html
    assert "<mark>tờ rơi</mark>" in html


def test_search_page_by_unit_takes_those_below_and_by_year_that_year_alone(client: Client) -> None:
    made = province(2)
    for number, (unit, year) in enumerate(
        [(made.units[0], 2021), (made.units[1], 2021), (made.units[0], 2020)]
    ):
        put(
            kind="task",
            object_id=9000 + number,
            title=f"Việc riêng {number}",
            url="/",
            unit_id=unit.pk,
            year=year,
        )

    assert "3 kết quả" in page(client, q="việc riêng")
    assert "3 kết quả" in page(client, q="việc riêng", **{"don-vi": str(made.root.pk)})
    assert "2 kết quả" in page(client, q="việc riêng", **{"don-vi": str(made.units[0].pk)})
    assert "1 kết quả" in page(client, q="việc riêng", **{"don-vi": str(made.units[0].pk), "nam": "2020"})
    assert "Tìm trong tất cả" in page(client, q="việc riêng", nam="2019")


@pytest.mark.parametrize(
    "asked", [{"loai": "khong-co"}, {"don-vi": "x"}, {"nam": "9" * 40}, {"trang": "-5"}, {"sap": "x"}]
)
def test_search_page_with_a_filter_nobody_knows_narrows_nothing(
    client: Client, asked: dict[str, str]
) -> None:
    province(1)
    index()

    assert "1 kết quả" in page(client, q="to roi", **asked)


def test_search_page_tells_what_it_looked_for_instead_and_offers_the_words_as_they_stand(
    client: Client,
) -> None:
    put(kind="task", object_id=1, title="Rà soát thủ tục hành chính", url="/")
    rebuild_vocabulary()

    html = page(client, q="thủ tụng hành chính")

    assert "Kết quả cho “thủ tục hành chính”" in html
    assert "nguyen-van=1" in html
    assert "Không tìm thấy" in page(client, q="thủ tụng hành chính", **{"nguyen-van": "1"})


def test_suggestions_answer_words_and_titles_with_addresses(client: Client) -> None:
    put(kind="article", object_id=1, title="Thủ tục cấp phép <b>", url="/tin/1/")
    rebuild_vocabulary()

    items = client.get("/tim/goi-y/", {"q": "thu t"}).json()["items"]

    assert items[0] == {"text": "thủ tục", "url": "/tim/?q=th%E1%BB%A7+t%E1%BB%A5c", "label": ""}
    assert items[-1]["text"] == "Thủ tục cấp phép <b>"
    assert items[-1]["url"] == "/tin/1/"
    assert client.get("/tim/goi-y/").json() == {"items": []}


def test_catch_up_fills_empty_kinds_and_takes_out_what_is_no_longer_public() -> None:
    made = province(1)
    catch_up()
    assert find("tờ rơi").count == 1

    made.plan.state = "draft"
    made.plan.save()
    catch_up()
    assert find("tờ rơi").count == 1  # nobody asked for these kinds to be read again
    catch_up(kinds=["plan", "task"])

    assert find("tờ rơi").count == 0


@pytest.mark.django_db(transaction=True)
def test_plan_saved_asks_for_plans_and_tasks_to_be_read_again() -> None:
    from procrastinate.contrib.django.models import ProcrastinateJob

    made = province(1)
    ProcrastinateJob.objects.filter(task_name="search.catch-up").delete()
    made.plan.save()
    made.plan.save()

    assert [job.args for job in ProcrastinateJob.objects.filter(task_name="search.catch-up")] == [
        {"kinds": ["plan", "task"]}
    ]
