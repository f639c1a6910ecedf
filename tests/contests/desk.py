"""The desk's screens of contests in tests: who is there, and a contest begun, filled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.contests.formats import making
from tests.factories import plans

from danbiet.accounts.models import User
from danbiet.contests.models import Contest, Item, ItemImport
from danbiet.contests.queries.checking import rules_in
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit

DESK = "/ban-lam-viec/hoi-thi/"


@dataclass
class Place:
    """A department that organises, and another that takes part."""

    root: Unit
    organiser: Unit
    other: Unit
    office: User
    editor: User
    second: User
    guest: User


def make_place() -> Place:
    root = plans.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE)
    organiser, other = plans.unit("Sở Nội vụ", parent=root), plans.unit("Sở Y tế", parent=root)
    return Place(
        root, organiser, other, plans.person("Phòng CCHC", unit=organiser, role=Role.OFFICE),
        plans.person("Người soạn", unit=organiser, role=Role.EDITOR), plans.person("Người duyệt", unit=organiser),
        plans.person("Chuyên viên Y tế", unit=other),
    )  # fmt: skip


def as_(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def html(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, answer.content[:800]
    return str(answer.content.decode())


def begin(place: Place, rule_set: str = "soc-trang-2022") -> Contest:
    said = {
        "title": "Hội thi 2021",
        "key": "",
        "unit": place.organiser.pk,
        "rule_set": rule_set,
        "first": "15/09/2021",
    }
    answer = as_(place.office).post(f"{DESK}moi/", said)
    assert answer.status_code == 302, answer.content.decode()[:3000]
    return Contest.objects.get()


def file(name: str = "cau-hoi.docx", count: int = 60) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, making.word(making.prose(making.many(count, several=False))))


def filled(place: Place, rule_set: str = "soc-trang-2022") -> Contest:
    """A contest whose banks hold approved items, with head-counts."""
    contest = begin(place, rule_set)
    for bank in contest.banks.all():
        as_(place.editor).post(f"{DESK}ngan-hang/{bank.pk}/nhap/", {"file": file()})
        kept = ItemImport.objects.get(bank=bank)
        as_(place.editor).post(f"{DESK}nhap/{kept.pk}/dua-vao/", {"lay": [str(n) for n in range(60)]})
    second = as_(place.second)
    for item in Item.objects.all():
        second.post(f"{DESK}cau/{item.pk}/duyet/", {"quyet-dinh": "duyet", "words": "", "last": "1"})
    block = rules_in(contest).units
    as_(place.office).post(
        f"{DESK}{contest.pk}/quan-so/don-vi/",
        {f"u{place.other.pk}": block.blocks[0].key if block else "don-vi"},
    )
    as_(place.guest).post(f"{DESK}{contest.pk}/quan-so/{place.other.pk}/", {f"{place.other.pk}-count": "40"})
    return contest
