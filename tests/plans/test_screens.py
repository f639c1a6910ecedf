"""Public pages of plans and the task on the desk. Figures by hand: two departments of which the first has proved 0 of 4 and
the second 1 of 4 make 1 ÷ 8 = 12,5 %; on 31/03/2021 90 of 365 days have passed, 24,7 %."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries  # type: ignore[attr-defined]
from tests.factories import plans as make
from tests.factories.screens import NAVIGATION, Province, province

from danbiet.accounts.models import User

pytestmark = pytest.mark.django_db
DAY = date(2021, 3, 31)
MOST = 12
HOME_MOST = (
    26  # the newest of five sections, the plan, the questions, the ranking, the counter; kept for a minute
)


@pytest.fixture(autouse=True)
def _march(settings: object) -> None:
    settings.DANBIET_TODAY = DAY  # type: ignore[attr-defined]


def text_of(client: Client, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def public_paths(made: Province) -> list[str]:
    return [
        "/", "/ke-hoach/", f"/ke-hoach/{made.plan.pk}/", f"/ke-hoach/{made.plan.pk}/?in=1", f"/ke-hoach/{made.plan.pk}/vi-sao/",
        f"/ke-hoach/{made.plan.pk}/nhiem-vu.csv", f"/nhiem-vu/{made.task.pk}/", f"/nhiem-vu/{made.task.pk}/vi-sao/",
        "/tim/?q=to+roi", f"/don-vi/{made.units[0].pk}/",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 9])
def test_public_pages_ask_at_most_twelve_queries_whatever_the_size(
    client: Client, count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for path in public_paths(province(count)):
        with django_assert_max_num_queries(MOST if path != "/" else HOME_MOST):
            client.get(path)


def test_public_pages_set_no_cookie_and_carry_no_token(client: Client) -> None:
    for path in public_paths(province(2)):
        answer = client.get(path)

        assert answer.status_code == 200
        assert not answer.cookies
        assert "csrf" not in answer.content.decode().lower()


def test_plan_page_shows_both_readings_and_the_mark(client: Client) -> None:
    made = province(2)

    html = text_of(client, f"/ke-hoach/{made.plan.pk}/")

    assert "13 <small>%</small>" in html  # 12,5 rounded half up
    assert "0 <small>% (0 trên 1)</small>" in html
    assert "2 <small>trên 2</small>" in html  # unit plans
    assert "phải đạt đến hôm nay" in html


def test_plan_page_as_of_a_day_before_the_evidence_counts_nothing(client: Client) -> None:
    made = province(2)

    html = text_of(client, f"/ke-hoach/{made.plan.pk}/?ngay=2021-02-14")

    assert "0 <small>%</small>" in html
    assert "Chưa có minh chứng được chấp nhận đến ngày này." in html


def test_plan_page_narrowed_to_a_unit_keeps_the_sum_of_the_whole_group(client: Client) -> None:
    made = province(2)
    other = make.unit("Đài tỉnh", parent=made.root)
    second = make.task(made.group, order=2, content="Phóng sự", leads=[other])
    make.evidence(other, date(2021, 2, 1), (make.target(second, 1), 1))

    html = text_of(client, f"/ke-hoach/{made.plan.pk}/?don-vi={other.pk}")

    assert "1.2. Phóng sự" in html
    assert "(12,5 + 100,0) ÷ 2" in html  # not the second task alone
    assert "56,3 %" in html


def test_plan_page_with_nonsense_in_the_address_shows_the_plan(client: Client) -> None:
    made = province(1)

    answer = client.get(f"/ke-hoach/{made.plan.pk}/?ngay=31/02/2021&don-vi=x&tinh-trang=y&trang=-3")

    assert answer.status_code == 200


def test_plan_page_to_print_has_every_group_open(client: Client) -> None:
    made = province(1)
    make.task(make.group(made.plan, order=2), leads=made.units)

    html = text_of(client, f"/ke-hoach/{made.plan.pk}/?in=1")

    assert html.count('<details class="grp"') == html.count(" open><summary>") == 2


def test_plan_not_issued_does_not_exist_for_the_public(client: Client) -> None:
    made = province(1)
    draft = make.plan(made.root, year=2022, state="draft")
    task = make.task(make.group(draft))

    for path in (
        f"/ke-hoach/{draft.pk}/",
        f"/ke-hoach/{draft.pk}/vi-sao/",
        f"/nhiem-vu/{task.pk}/",
        f"/nhiem-vu/{task.pk}/vi-sao/",
    ):
        assert client.get(path).status_code == 404


def test_csv_of_a_plan_holds_figures_and_no_formula(client: Client) -> None:
    made = province(2)
    make.task(made.group, order=2, content="=SUM(A1)", leads=made.units)

    body = client.get(f"/ke-hoach/{made.plan.pk}/nhiem-vu.csv").content.decode()

    assert body.startswith("\ufeff")
    assert ";1 / 8 đợt;12,5;24,66;" in body
    assert ";'=SUM(A1);" in body


def test_task_why_shows_each_units_cell_and_each_piece_of_evidence(client: Client) -> None:
    made = province(3)  # 0 + 1 + 2 of 12

    html = text_of(client, f"/nhiem-vu/{made.task.pk}/vi-sao/")

    assert "3 ÷ 12 = 25,0 %" in html
    assert html.count("Tin ngày 15/02/2021") == 3
    assert "Tin ngày 01/03/2021" not in html  # only submitted


def test_task_why_what_goes_beyond_a_cell_is_said_not_to_count(client: Client) -> None:
    made = province(2)
    for _piece in range(6):
        make.evidence(made.units[0], date(2021, 2, 20), (made.target, 1))

    html = text_of(client, f"/nhiem-vu/{made.task.pk}/vi-sao/")

    assert "5 ÷ 8 = 62,5 %" in html  # 4 of the 6, and the other unit's 1
    assert "phần vượt không tính" in html


def test_task_page_names_files_and_links_only_links(client: Client) -> None:
    made = province(2)

    html = text_of(client, f"/nhiem-vu/{made.task.pk}/")

    assert 'href="https://example.vn/tin"' in html
    assert "1 minh chứng được chấp nhận" in html


def test_desk_task_of_ones_unit_offers_to_add_evidence_and_shows_what_waits() -> None:
    made = province(1)

    html = text_of(signed_in(made.officer), f"/ban-lam-viec/nhiem-vu/{made.own_tasks[0].pk}/")

    assert "Thêm minh chứng" in html
    assert "Tin ngày 01/03/2021" in html


def test_desk_task_of_another_units_plan_shows_accepted_evidence_only() -> None:
    made = province(3)

    html = text_of(signed_in(made.officer), f"/ban-lam-viec/nhiem-vu/{made.own_tasks[2].pk}/")

    assert "Tin ngày 15/02/2021" in html
    assert "Tin ngày 01/03/2021" not in html
    assert "Thêm minh chứng" not in html


def test_desk_task_of_a_draft_elsewhere_does_not_exist() -> None:
    made = province(2)
    task = make.task(make.group(make.plan(made.units[1], year=2022, state="draft")))

    assert signed_in(made.officer).get(f"/ban-lam-viec/nhiem-vu/{task.pk}/").status_code == 404


@pytest.mark.parametrize("count", [1, 9])
def test_desk_task_asks_at_most_twelve_queries(
    count: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = province(count)
    client = signed_in(made.office)

    with django_assert_max_num_queries(MOST + 1 + NAVIGATION):  # the one: how often the task was read
        client.get(f"/ban-lam-viec/nhiem-vu/{made.task.pk}/")


def test_task_page_lists_a_piece_that_serves_two_targets_once_with_both_quantities(client: Client) -> None:
    made = province(2)
    films, airings = make.target(made.task, 5, unit_text="video"), make.target(made.task, 9, unit_text="lượt")
    make.evidence(made.units[0], date(2021, 3, 2), (films, 1), (airings, 4), title="Video về đường dây nóng")

    public = text_of(client, f"/nhiem-vu/{made.task.pk}/")
    desk = text_of(signed_in(made.office), f"/ban-lam-viec/nhiem-vu/{made.task.pk}/")

    assert public.count("Video về đường dây nóng") == 1
    assert "2 minh chứng được chấp nhận" in public  # this one and the leaflet of the second department
    for html in (public, desk):
        assert "+1 video; +4 lượt" in html
