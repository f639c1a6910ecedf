"""Households: clusters drawn by their size, then people in them; the list is looked at first."""

from __future__ import annotations

import csv
import io
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse

from danbiet.audit.models import Entry
from danbiet.surveys.calc.sampling import in_two_stages
from danbiet.surveys.models import Campaign
from tests.surveys import desk
from tests.surveys.desk import BEGUN, DESK

VILLAGES = [("Ấp 1", 100), ("Ấp 2", 300), ("Ấp 3", 500), ("Ấp 4", 100)]


def test_everybody_weighs_the_same_where_clusters_are_large_enough() -> None:
    # By hand: 40 people, 10 in a cluster: 4 hits among 1,000; each of the sample stands for 1000 ÷ 40 = 25.
    drawn = in_two_stages(VILLAGES, 40, 10, seed="mầm", stage="xa")
    sample = [one for one in drawn if not one.is_reserve]
    assert {one.weight for one in sample} == {Decimal(25)}
    assert len(sample) == 40
    assert len(drawn) == 48  # a fifth in reserve
    assert drawn == in_two_stages(list(reversed(VILLAGES)), 40, 10, seed="mầm", stage="xa")
    assert drawn != in_two_stages(VILLAGES, 40, 10, seed="khác", stage="xa")
    hits = Counter(one.cluster for one in sample)
    assert all(count % 10 == 0 for count in hits.values())
    assert (
        hits["Ấp 3"] in {20, 30} or hits["Ấp 3"] == 10
    )  # half of all: two of four hits, give or take the start
    for name, size in VILLAGES:
        numbers = [one.number for one in drawn if one.cluster == name]
        assert len(set(numbers)) == len(numbers)
        assert all(1 <= number <= size for number in numbers)


def test_a_cluster_with_fewer_than_wanted_is_taken_whole_and_weighs_more() -> None:
    # One cluster of 4 people, 10 wanted: hit four times for 40; all four are asked, each stands for itself.
    drawn = in_two_stages([("Ấp nhỏ", 4)], 40, 10, seed="mầm", stage="xa")
    assert [(one.number, one.is_reserve) for one in sorted(drawn, key=lambda one: one.number)] == [
        (number, False) for number in (1, 2, 3, 4)
    ]
    assert {one.weight for one in drawn} == {Decimal(1)}
    with pytest.raises(ValueError, match="less than one"):
        in_two_stages(VILLAGES, 0, 10, seed="mầm", stage="xa")


@pytest.fixture
def place(settings: Any, db: None) -> desk.Place:
    settings.DANBIET_TODAY = BEGUN
    return desk.make_place()


@pytest.fixture
def campaign(place: desk.Place) -> Campaign:
    return desk.begin(place)


def sent(place: desk.Place, campaign: Campaign, text: str, *, each: str = "10") -> HttpResponse:
    upload = SimpleUploadedFile("cum.csv", text.encode())
    office = desk.as_(place.office)
    return office.post(f"{DESK}{campaign.pk}/mau-cum/", {"each": each, "file": upload})  # type: ignore[return-value]


def test_the_office_gets_the_numbers_and_it_is_on_record(place: desk.Place, campaign: Campaign) -> None:
    answer = sent(place, campaign, "đơn vị,tầng,cụm,số hộ\nSở Tư pháp,,Ấp 1,1000\nSở Tư pháp,,Ấp 2,3000\n")
    assert answer.headers["Content-Type"].startswith("text/csv")
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    row = desk.rows(campaign)[0]
    assert {one["unit"] for one in rows} == {row.code}
    sample = [one for one in rows if one["use"] == "mẫu"]
    assert len(sample) == -(-row.sample // 10) * 10  # whole clusters
    assert Entry.objects.filter(verb="surveys.clusters_drawn").count() == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("unit,cluster,size\nSở Tư pháp,Ấp 1,100\n", "không bằng tổng thể"),
        ("unit,cluster,size\nSở Lạ,Ấp 1,100\n", "Sở Lạ"),
        ("unit,cluster,size\nSở Tư pháp,Ấp 1,2000\nSở Tư pháp,Ấp 1,2000\n", "hai lần"),
        ("unit,cluster,size\nSở Tư pháp,,4000\n", "cluster"),
        ("unit,cluster,size\nSở Tư pháp,Ấp 1,9999999\n", "9999999"),
        ("unit,size\nSở Tư pháp,4000\n", "Thiếu cột"),
        ("unit,cluster,size\n", "Không có dòng nào"),
    ],
)
def test_a_list_with_faults_is_told_by_row_and_nothing_is_drawn(
    place: desk.Place, campaign: Campaign, text: str, told: str
) -> None:
    answer = sent(place, campaign, text)
    assert answer.headers["Content-Type"].startswith("text/html")
    assert told in answer.content.decode()
    assert not Entry.objects.filter(verb="surveys.clusters_drawn").exists()


def test_only_the_office_draws(place: desk.Place, campaign: Campaign) -> None:
    upload = SimpleUploadedFile("cum.csv", b"unit,cluster,size\n")
    path = f"{DESK}{campaign.pk}/mau-cum/"
    assert desk.as_(place.officer).post(path, {"each": "5", "file": upload}).status_code == 403
    assert sent(place, campaign, "unit,cluster,size\n", each="0").status_code == 200
