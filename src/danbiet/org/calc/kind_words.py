"""The words an office uses for kinds of unit, for every table that is read: lists of units, decisions on units."""

from __future__ import annotations

import re

from danbiet.kit.text import fold

KINDS = {
    "province": ("tinh", "thanh pho truc thuoc trung uong", "province"),
    "department": ("so", "so nganh", "so ban nganh", "co quan chuyen mon", "department"),
    "district": ("huyen", "quan", "thi xa", "thanh pho", "thanh pho thuoc tinh", "cap huyen", "district"),
    "commune": ("xa", "phuong", "thi tran", "dac khu", "cap xa", "commune", "ward", "township"),
    "service_unit": ("don vi su nghiep", "don vi su nghiep cong lap", "service unit"),
    "central_agency": ("co quan trung uong", "co quan trung uong dong tai dia phuong", "nganh doc", "central agency"),
    "broadcaster": ("dai", "dai phat thanh truyen hinh", "dai pt th", "broadcaster"),
    "newspaper": ("bao", "co quan bao chi", "newspaper"),
    "school": ("truong", "truong hoc", "school"),
    "party_body": ("co quan dang", "ban dang", "dang", "party body"),
    "mass_organisation": ("doan the", "mat tran", "to chuc chinh tri xa hoi", "hoi", "mass organisation"),
}  # fmt: skip
_KIND_OF = {word: kind for kind, words in KINDS.items() for word in words}


def plain_word(text: str) -> str:
    """A heading or word for comparing: folded, letters and digits alone, single spaces."""
    return " ".join(re.sub(r"[^a-z0-9 ]", " ", fold(text)).split())


def kind_said(text: str) -> str | None:
    """The kind of unit meant (a value of `UnitKind`), or None where no office calls a unit so."""
    return _KIND_OF.get(plain_word(text))
