"""The desk's pages over many units: what waits for whom, who is where, how many queries."""

from __future__ import annotations

import csv
import io
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries  # type: ignore[attr-defined]
from tests.factories import plans as make
from tests.factories.screens import Province, province

from danbiet.accounts.models import User
from danbiet.org.enums import Role, UnitKind
from danbiet.search.tasks import index

pytestmark = pytest.mark.django_db
MOST = 17  # four of them are numbers in the navigation: plans, texts, questions, and one statement for all the rest


@pytest.fixture(autouse=True)
def _march(settings: object) -> None:
    settings.DANBIET_TODAY = date(2021, 3, 31)  # type: ignore[attr-defined]


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client


def text_of(user: User, path: str) -> str:
    answer = signed_in(user).get(path)
    assert answer.status_code == 200, path
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def desk_paths(made: Province) -> list[str]:
    return [
        "/ban-lam-viec/", "/ban-lam-viec/toan-tinh/", "/ban-lam-viec/toan-tinh/?sap=-dat", "/ban-lam-viec/toan-tinh/don-vi.csv",
        f"/ban-lam-viec/toan-tinh/thang/{made.plan.pk}/?thang=2", f"/ban-lam-viec/don-vi/{made.units[0].pk}/",
        f"/ban-lam-viec/thu-truong/{made.head.pk}/", "/ban-lam-viec/tim/?q=to+roi",
    ]  # fmt: skip


@pytest.mark.parametrize("count", [1, 9])
@pytest.mark.parametrize("who", ["office", "head", "officer"])
def test_desk_pages_ask_at_most_nineteen_queries_whatever_the_size(
    count: int, who: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made = province(count)
    client = signed_in(getattr(made, who))
    client.get("/ban-lam-viec/")  # the tree of the day is read once and kept

    for path in desk_paths(made):
        with django_assert_max_num_queries(MOST):
            assert client.get(path).status_code == 200


def test_desk_pages_of_a_stranger_lead_to_sign_in(client: Client) -> None:
    for path in desk_paths(province(1)):
        answer = client.get(path)

        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/dang-nhap/")


def test_desk_home_of_an_officer_lists_the_task_with_what_is_missing(settings: object) -> None:
    settings.DANBIET_TODAY = date(2021, 6, 30)  # type: ignore[attr-defined]  # what waits would no longer bring it to the mark
    html = text_of(province(2).officer, "/ban-lam-viec/")

    assert "Phát tờ rơi hướng dẫn" in html
    assert "còn thiếu 4 đợt" in html
    assert "1 minh chứng" in html  # waits at the office above
    assert "Tỉnh Sóc Trăng giữ, đã" in html


def test_desk_home_of_the_office_lists_evidence_to_examine_unit_by_unit() -> None:
    html = text_of(province(2).office, "/ban-lam-viec/")

    assert "Xét 1 minh chứng của Sở số 1" in html
    assert "Xét 1 minh chứng của Sở số 2" in html
    assert "T12" in html  # the heat map


def test_desk_home_with_many_units_to_examine_puts_the_rest_in_one_line() -> None:
    html = text_of(province(9).office, "/ban-lam-viec/")

    assert "Xét 3 minh chứng của 3 đơn vị khác" in html  # 9 units, the first 6 named


def test_desk_home_returned_evidence_and_draft_plan_wait_for_their_unit() -> None:
    made = province(1)
    make.evidence(
        made.units[0], date(2021, 3, 2), (made.own_targets[0], 1), state="returned", title="Tin bị trả"
    )
    make.plan(made.units[0], state="draft", parent=None, number="99/KH-SO")

    html = text_of(made.officer, "/ban-lam-viec/")

    assert "Tin bị trả" in html
    assert "Hoàn thiện và trình" in html


def test_desk_home_submitted_plan_waits_for_the_head_not_for_the_officer() -> None:
    made = province(1)
    make.plan(made.units[0], state="submitted", number="98/KH-SO")

    assert "Ký ban hành" in text_of(made.head, "/ban-lam-viec/")
    assert "Ký ban hành" not in text_of(made.officer, "/ban-lam-viec/")


def test_desk_home_before_the_first_plan_begins_with_plan_and_people_for_the_office_alone() -> None:
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    office = make.person("Lê Thị An", unit=root, role=Role.OFFICE)
    auditor = make.person("Trần Văn Ba", unit=root, role=Role.AUDITOR)

    assert "Đưa kế hoạch của năm vào" in text_of(office, "/ban-lam-viec/")
    assert "Đưa kế hoạch của năm vào" not in text_of(auditor, "/ban-lam-viec/")


def test_desk_home_of_an_auditor_has_nothing_to_do_and_says_what_to_look_at() -> None:
    made = province(1)
    auditor = make.person("Thanh tra", unit=made.root, role=Role.AUDITOR)

    assert "Không có việc chờ ông/bà" in text_of(auditor, "/ban-lam-viec/")


def test_overview_equal_progress_shares_a_place() -> None:
    made = province(5)  # 0, 1, 2, 3, 0 of 4: places 4, 3, 2, 1, 4

    html = text_of(made.office, "/ban-lam-viec/toan-tinh/")

    assert [html.count(f">{place}/5<") for place in (1, 2, 3, 4, 5)] == [1, 1, 1, 2, 0]


def test_overview_filtered_and_sorted_lists_what_was_asked() -> None:
    made = province(4)
    client = signed_in(made.office)

    body = client.get("/ban-lam-viec/toan-tinh/don-vi.csv?sap=-dat&q=so").content.decode()
    names = [line.split(";")[0] for line in body.splitlines()[1:]]

    assert names == ["Sở số 4", "Sở số 3", "Sở số 2", "Sở số 1"]
    assert len(client.get("/ban-lam-viec/toan-tinh/don-vi.csv?q=so+2").content.decode().splitlines()) == 2


def test_overview_names_who_has_not_issued() -> None:
    made = province(1)
    late = make.unit("Sở Chậm", parent=made.root)
    make.plan(late, parent=made.plan, state="draft")

    html = text_of(made.office, "/ban-lam-viec/toan-tinh/")

    assert "Sở Chậm" in html
    assert "đang soạn" in html


def test_unit_page_of_another_unit_is_refused() -> None:
    made = province(2)

    assert signed_in(made.officer).get(f"/ban-lam-viec/don-vi/{made.units[1].pk}/").status_code == 403
    assert signed_in(made.office).get(f"/ban-lam-viec/don-vi/{made.units[1].pk}/").status_code == 200


def test_head_page_is_refused_to_another_unit_and_unknown_for_who_heads_nothing() -> None:
    made = province(2)
    other = make.person("Người khác", unit=made.units[1], role=Role.OFFICER)

    assert signed_in(other).get(f"/ban-lam-viec/thu-truong/{made.head.pk}/").status_code == 403
    assert signed_in(made.office).get(f"/ban-lam-viec/thu-truong/{other.pk}/").status_code == 404


def test_what_is_late_under_a_head_is_taken_whole_in_the_order_of_the_page() -> None:
    made = province(1)
    for number in range(30):  # more than a page
        task = make.task(
            made.own_tasks[0].group, order=10 + number, content=f"Việc chậm số {number:02}", leads=made.units,
            periods=[(date(2021, 1, 1), date(2021, 2, 1 + number % 25))],
        )  # fmt: skip
        make.target(task, 4, unit_text="đợt")
    path, client = f"/ban-lam-viec/thu-truong/{made.head.pk}/", signed_in(made.office)
    answer = client.get(path)
    assert "tai=xlsx" in answer.content.decode()
    late = answer.context["late"].paginator.object_list

    body = client.get(path, {"tai": "csv"}).content.decode("utf-8-sig")
    head, *rows = csv.reader(io.StringIO(body), delimiter=";")

    assert head == ["Hạn", "Nhiệm vụ", "Còn thiếu", "Tình trạng", "Thời gian còn lại"]
    assert [row[1] for row in rows] == [one.title for one in late]
    assert len(rows) > 25
    assert rows[0][0] == f"{late[0].due_on:%d/%m/%Y}" or rows[0][0] == late[0].due_on.isoformat()
    assert rows[0][3] in ("Quá hạn", "Có nguy cơ chậm")


def test_what_is_late_under_a_head_is_taken_by_who_may_see_the_page_alone() -> None:
    made = province(2)
    other = make.person("Người khác", unit=made.units[1], role=Role.OFFICER)
    path = f"/ban-lam-viec/thu-truong/{made.head.pk}/"

    for kind in ("xlsx", "csv", "pdf"):
        assert signed_in(made.head).get(path, {"tai": kind}).status_code == 200
        assert signed_in(other).get(path, {"tai": kind}).status_code == 403
        assert Client().get(path, {"tai": kind}).status_code == 302


def test_month_page_lists_only_tasks_that_run_in_the_month() -> None:
    made = province(1)
    make.task(
        made.group,
        order=2,
        content="Chỉ quý ba",
        periods=[(date(2021, 7, 1), date(2021, 9, 30))],
        leads=made.units,
    )

    path = f"/ban-lam-viec/toan-tinh/thang/{made.plan.pk}/"

    assert "Chỉ quý ba" not in text_of(made.office, f"{path}?thang=2")
    assert "Chỉ quý ba" in text_of(made.office, f"{path}?thang=8")


def test_home_before_any_unit_or_plan_says_what_comes(client: Client) -> None:
    html = client.get("/").content.decode()

    assert "Kế hoạch năm chưa được ban hành" in html


@pytest.mark.parametrize("asked", ["tờ rơi", "to roi", "TO ROI", "roi to"])
def test_search_finds_with_and_without_tone_marks(client: Client, asked: str) -> None:
    province(1)
    index()

    html = client.get("/tim/", {"q": asked}).content.decode()

    assert "hướng dẫn" in html


def test_search_the_exact_name_comes_first_and_drafts_stay_hidden(client: Client) -> None:
    made = province(1)
    make.unit("Sở số 1 phụ", parent=made.root)
    make.plan(made.root, year=2022, state="draft", number="77/KH-UBND")
    index()

    html = client.get("/tim/", {"q": "so so 1"}).content.decode()

    assert html.index(">Sở số 1<" if ">Sở số 1<" in html else "<mark>Sở số 1</mark></a>") < html.index("phụ")
    assert "77/KH-UBND" not in client.get("/tim/", {"q": "77/KH"}).content.decode()


def test_search_hostile_words_are_shown_as_words(client: Client) -> None:
    html = client.get("/tim/", {"q": "<script>alert(1)</script>" + "x" * 500}).content.decode()

    assert "<script>alert" not in html


def test_overview_leads_to_the_desk_page_of_own_units_and_the_public_page_of_others() -> None:
    made = province(2)
    mine, other = made.units[0], made.units[1]

    page = text_of(make.person("Chuyên viên", unit=mine), "/ban-lam-viec/toan-tinh/")

    assert f'href="/ban-lam-viec/don-vi/{mine.pk}/"' in page
    assert f'href="/ban-lam-viec/don-vi/{other.pk}/"' not in page
    assert f'href="/don-vi/{other.pk}/"' in page
