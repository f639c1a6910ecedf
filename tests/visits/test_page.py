"""The counter's page for everybody: figures, a chart with its table, the method, every day as a file."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.test import Client

from danbiet.visits.actions import load_days, set_base
from danbiet.visits.models import PageDay

pytestmark = pytest.mark.django_db
DAY = date(2021, 6, 15)


@pytest.fixture(autouse=True)
def _june(settings: object) -> None:
    settings.DANBIET_TODAY = DAY  # type: ignore[attr-defined]


def page(client: Client, path: str = "/luot-truy-cap/") -> str:
    answer = client.get(path)
    assert answer.status_code == 200
    assert not answer.cookies
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def test_page_shows_the_total_with_its_base_and_thirty_days_as_a_table_behind_the_chart(
    client: Client,
) -> None:
    set_base(3_539_502, reason="Cổng cũ", by=None, at=datetime(2021, 6, 1, tzinfo=UTC))
    load_days({DAY: (1206, 310), date(2021, 5, 17): (40, 9), date(2021, 5, 16): (1000, 99)})

    text = page(client)

    assert "3.541.748" in text
    assert "trong đó 3.539.502 lượt do cổng thông tin trước đây đếm" in text
    assert "1.246 lượt truy cập trong ba mươi ngày gần đây" in text
    assert 'data-chart="line"' in text
    assert '<th scope="row">15/06/2021</th><td class="n">1.206</td><td class="n">310</td>' in text
    assert "16/05/2021" not in text, "the thirty-first day back"


def test_page_says_how_it_counts_in_both_languages(client: Client) -> None:
    assert "không dùng cookie, không lưu địa chỉ mạng" in page(client)
    assert "mở quá 120 trang một phút" in page(client)
    assert "no cookie, no address is kept" in page(client, "/en/luot-truy-cap/")


def test_pages_read_most_are_linked_by_their_address_where_nobody_knows_their_title(client: Client) -> None:
    PageDay.objects.create(day=DAY, path="/khong-ai-biet/", kind="page", views=12)

    assert '<a href="/khong-ai-biet/">/khong-ai-biet/</a></th><td class="n">12</td>' in page(client)


def test_every_day_counted_is_a_line_of_the_file(client: Client) -> None:
    load_days({DAY: (1206, 310), date(2020, 5, 17): (40, 9)})

    answer = client.get("/luot-truy-cap/theo-ngay.csv")

    assert answer.headers["Content-Disposition"] == 'attachment; filename="luot-truy-cap.csv"'
    assert answer.content.decode("utf-8").splitlines() == [
        "\ufeffNgày;Lượt xem trang;Số khách",
        "2021-06-15;1206;310",
        "2020-05-17;40;9",
    ]


def test_counter_in_the_foot_is_one_number_to_who_hears_it_and_digits_to_who_sees_it(client: Client) -> None:
    set_base(3_539_502, reason="Cổng cũ", by=None, at=datetime(2021, 6, 1, tzinfo=UTC))

    foot = page(client).partition("<footer")[2]

    assert '<span class="sr">3.539.502</span>' in foot
    assert (
        'aria-hidden="true"><b>3</b><i>.</i><b>5</b><b>3</b><b>9</b><i>.</i><b>5</b><b>0</b><b>2</b></span>'
        in foot
    )
