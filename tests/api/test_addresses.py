"""Every address answers with what its description says, in a number of queries that does not grow with the number of things."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from danbiet.api.views.addresses import ADDRESSES
from danbiet.api.views.serving import ROOT

from .reading import examples, get, table, whole
from .world import TODAY, Site, fill

pytestmark = pytest.mark.django_db
LISTS = [one.path for one in ADDRESSES if one.is_list]


def test_every_address_finds_something_and_what_it_links_to_is_there(
    client: Client, whole_site: Site
) -> None:
    for pattern, address in examples().items():
        assert address, f"nothing to show of {pattern}"
        told = get(client, address)
        assert not client.cookies, pattern
        for line in told.get("items", [told]):
            for kind, url in (line.get("links") or {}).items():
                if kind in ("self", "html") and url:
                    path = url.removeprefix("http://localhost:8000")
                    linked = client.get(path)
                    whole(linked)  # a file read to its end is closed
                    assert linked.status_code == 200, f"{pattern}: {kind} {url}"


def test_every_example_of_the_documentation_runs(client: Client, whole_site: Site) -> None:
    paths = examples()
    for one in ADDRESSES:
        if one.example:
            assert client.get(f"{paths[one.path]}{one.example}").status_code == 200, one.path
    page = client.get("/du-lieu-mo/").content.decode()
    for address in paths.values():
        assert f'href="{address}' in page, address
    assert "Bản cài đặt này chưa có gì" not in page


def test_documentation_of_an_empty_installation_says_that_nothing_is_there(
    client: Client, today: None
) -> None:
    page = client.get("/du-lieu-mo/")

    assert page.status_code == 200
    assert "Bản cài đặt này chưa có gì để nêu ví dụ." in page.content.decode()
    for one in ADDRESSES:
        if one.is_list and not one.of:
            assert get(client, f"{ROOT}{one.path}")["total"] in (0, 1, *range(10, 60)), one.path


def _queries(client: Client, address: str) -> int:
    client.get(address)  # what a process keeps (units, rules, types of content) is read once
    with CaptureQueriesContext(
        connection,
    ) as seen:
        answer = client.get(address)
        whole(answer)
    assert answer.status_code == 200, address
    return len(seen)


def _counted(client: Client) -> dict[str, int]:
    paths = examples()
    return {
        f"{one.path}{more}": _queries(client, f"{paths[one.path]}{more}")
        for one in ADDRESSES
        if paths[one.path]
        for more in (("", "?format=csv") if one.is_list else ("",))
    }


def _costs(client: Client, *, each: int) -> dict[str, int]:
    """Of a world of its own, gone afterwards."""
    with transaction.atomic():
        fill(each=each, is_whole=False)
        found = _counted(client)
        transaction.set_rollback(True)
    return found


def test_queries_do_not_grow_with_what_is_found(client: Client, db: None, today: None) -> None:
    one, three = _costs(client, each=1), _costs(client, each=3)

    assert three == one
    assert max(one.values()) <= 30, {path: count for path, count in one.items() if count > 30}
    assert not {path: count for path, count in one.items() if path in LISTS and count > 12}


def test_unit_tells_what_it_was_on_a_day_and_what_became_of_it(client: Client, site: Site) -> None:
    before = get(client, f"{ROOT}/units?q=xã cũ&ngay=2020-06-30")
    after = get(client, f"{ROOT}/units?q=xã cũ&ngay=2020-07-01")
    assert [one["name"] for one in before["items"]] == ["Xã Cũ"]
    assert after["items"] == []
    assert (before["as_of"], after["as_of"]) == ("2020-06-30", "2020-07-01")

    old = get(client, f"{ROOT}/units/{before['items'][0]['id']}")

    assert old["exists"] is False
    assert old["phases"] == [
        {**old["phases"][0], "name": "Xã Cũ", "first_on": "2016-01-01", "last_on": "2020-06-30"}
    ]
    assert [one["name"] for one in old["reorganisations"][0]["successors"]] == ["Xã Mới"]


def test_plan_is_told_as_of_the_day(client: Client, site: Site) -> None:
    address = f"{ROOT}/plans/{site.plan_id}"
    early, late = get(client, f"{address}?ngay=2021-05-03"), get(client, f"{address}?ngay=2021-05-06")

    assert (early["percent"], late["percent"]) == (0.0, 50.0)  # two pieces of four
    assert early["links"]["html"].endswith("?ngay=2021-05-03")
    task = get(client, f"{ROOT}/plans/{site.plan_id}/tasks?don_vi={site.cast.agency.pk}&ngay=2021-05-06")[
        "items"
    ][0]
    assert task["leads"] == [{"id": site.cast.agency.pk, "name": "Sở Tư pháp"}]
    assert task["targets"][0]["counted"] == 2.0
    assert get(client, f"{ROOT}/plans/{site.plan_id}/tasks?don_vi={site.cast.root.pk}")["items"] == []


def test_evidence_names_files_and_gives_out_links_only(client: Client, site: Site) -> None:
    told = get(client, f"{ROOT}/tasks/{site.task_id}/evidence")

    assert [one["title"] for one in told["items"]] == ["Hội nghị", "Tin 0"]
    assert told["items"][0]["proofs"] == [{"kind": "file", "label": "Biên bản", "url": ""}]
    assert told["items"][1]["proofs"][0]["url"] == "https://example.vn/tin"


def test_question_is_found_by_its_code_in_any_case(client: Client, site: Site) -> None:
    told = get(client, f"{ROOT}/questions/{site.code.lower()}")

    assert told["code"] == site.code
    assert told["answer"] == "Được. Mẹ nhận thay được."
    assert told["answers"][0]["signer"] == "Nguyễn Văn A"
    assert [one["title"] for one in told["files"]] == ["Mẫu đơn"]
    file = client.get(told["files"][0]["url"].removeprefix("http://localhost:8000"))
    assert whole(file).startswith(b"%PDF")
    assert "asker" not in str(told)


def test_documents_in_force_are_those_of_the_day(client: Client, site: Site) -> None:
    assert get(client, f"{ROOT}/documents?hieu_luc=het")["total"] == 0
    assert get(client, f"{ROOT}/documents?hieu_luc=con&q=0/QĐ")["items"][0]["number"] == "0/QĐ-UBND"


def test_contest_names_persons_by_their_pseudonyms(client: Client, whole_site: Site) -> None:
    told = get(client, f"{ROOT}/contests/thi-cchc/rounds/tuan-1/standings")

    assert [one["rank"] for one in told["items"]] == [1, 2, 3]
    assert all(one["pseudonym"].startswith("TS-") for one in told["items"])
    assert told["items"][0]["unit"] == "Sở Nội vụ"
    result = get(client, f"{ROOT}/contests/thi-cchc/rounds/tuan-1")
    assert result["figures"][0]["participants"] == 3
    assert {one["title"] for one in result["files"]} >= {"entries.csv", "standings.csv"}


def test_survey_leaves_empty_what_the_page_leaves_empty(client: Client, whole_site: Site) -> None:
    told = get(client, examples()["/surveys/{id}/units"])

    empty = [one for one in told["items"] if one["index"]["value"] is None]
    assert 2 <= len(empty) < told["total"]  # too few answers, and one more so that it cannot be reckoned
    assert any(one["name"].startswith("Sở Y tế") for one in empty)
    assert empty[0]["index"] == {
        "key": "all",
        "value": None,
        "error": None,
        "low": None,
        "high": None,
        "answered": None,
    }


def test_ranking_is_that_of_the_publication(client: Client, whole_site: Site) -> None:
    told = get(client, examples()["/indices/{id}/units"])

    assert {one["group"] for one in told["items"]} == {"Sở, ngành tỉnh"}
    assert {one["rank"] for one in told["items"]} == {1}


def test_schedule_refuses_a_span_that_is_too_long_or_turned_round(client: Client, site: Site) -> None:
    for query, words in (
        ("tu=2021-01-01&den=2021-12-31", "quá dài"),
        ("tu=2021-10-05&den=2021-10-04", "trước ngày đầu"),
    ):
        told = get(client, f"{ROOT}/schedule?{query}", 422)
        assert told["errors"][0]["parameter"] == "den"
        assert words in told["errors"][0]["detail"]


def test_schedule_hides_what_is_in_preparation(client: Client, site: Site) -> None:
    told = get(client, f"{ROOT}/schedule?tu=2021-10-05&den=2021-10-22")

    assert {one["title"] for one in told["items"]} == {"Dân hỏi – Chính quyền trả lời", "Dân hỏi, số 0"}


def test_pages_lead_to_each_other(client: Client, site: Site) -> None:
    first = client.get(f"{ROOT}/measures?moi_trang=10")
    told = first.json()
    assert (told["page"], told["per_page"], len(told["items"])) == (1, 10, 10)
    assert told["links"]["prev"] is None
    assert f'<{told["links"]["next"]}>; rel="next"' in first.headers["Link"]
    second = get(client, told["links"]["next"].removeprefix("http://localhost:8000"))
    assert second["items"][0] not in told["items"]
    assert second["links"]["prev"] == told["links"]["self"]
    assert get(client, f"{ROOT}/measures?trang=99", 404)["errors"][0]["parameter"] == "trang"


def test_counts_leave_out_what_was_taken_back(client: Client, site: Site) -> None:
    told = get(client, f"{ROOT}/counts?nam=2021&thuoc_do=articles_published")

    assert [(one["month"], one["count"]) for one in told["items"]] == [("2021-06", 1)]


def test_number_of_the_year_comes_from_the_clock(client: Client, site: Site) -> None:
    assert get(client, f"{ROOT}/question-figures")["items"][0]["year"] == TODAY.year
    assert get(client, f"{ROOT}/question-figures?nam=2099")["items"] == []


def test_table_has_the_same_lines_as_the_list(client: Client, whole_site: Site) -> None:
    paths = examples()
    for pattern in LISTS:
        rows: list[Any] = table(client, paths[pattern])
        assert len(rows) == get(client, paths[pattern])["total"], pattern
