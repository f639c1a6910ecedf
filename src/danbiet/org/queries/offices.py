"""How units sign official documents: issuing body, the body above it, symbol, who signs (Nghị định 30/2020/NĐ-CP).

The words are Vietnamese as they stand: official documents have no other language.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ..enums import Role, UnitKind
from .rights import holders
from .tree import Tree, UnitAt

TERRITORIES = frozenset({UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE})
# Bodies of the Party, the Front and agencies of ministries stand in the tree of the province and are not led by it.
NOT_LED = frozenset(
    {UnitKind.PARTY_BODY, UnitKind.MASS_ORGANISATION, UnitKind.CENTRAL_AGENCY, UnitKind.NEWSPAPER}
)
_TITLES = (
    ("Văn phòng", "Chánh Văn phòng"),
    ("Thanh tra", "Chánh Thanh tra"),
    ("Trường", "Hiệu trưởng"),
    ("Cục", "Cục trưởng"),
    ("Báo", "Tổng Biên tập"),
    ("Ủy ban", "Chủ tịch"),
    ("Hội", "Chủ tịch"),
    ("Liên đoàn", "Chủ tịch"),
    ("Ban", "Trưởng ban"),
    ("Phòng", "Trưởng phòng"),
)


@dataclass(frozen=True, slots=True)
class Office:
    """A unit as it stands in the head and the signature of a document."""

    superior: str
    issuer: str
    symbol: str  # the agency's part of a symbol: UBND, SNV
    place: str
    signer_prefix: str
    signer_title: str
    signer_name: str


def issuing_body(unit: UnitAt) -> str:
    """ "Ủy ban nhân dân tỉnh Sóc Trăng" for a province, district or commune; the name itself for others."""
    if unit.kind not in TERRITORIES or unit.name.startswith("Ủy ban nhân dân"):
        return unit.name
    bare = unit.name.removeprefix("UBND ")
    return f"Ủy ban nhân dân {bare[:1].lower()}{bare[1:]}"


def office_of(unit_id: int, *, units: Tree, on: date) -> Office:
    """How the unit signs on the day; its head's name is left open where nobody holds the role. One query."""
    unit = units.get(unit_id)
    if unit is None:
        return Office("", units.name(unit_id), "UBND", "", "", "", "")
    return Office(
        superior=_superior(unit, units),
        issuer=_body(unit, units),
        symbol=(units.home.symbol if units.home.is_of(unit.code) else "") or symbol_of(unit),
        place=_place(unit, units),
        signer_prefix="TM. Ủy ban nhân dân" if unit.kind in TERRITORIES else "",
        signer_title=_signer_title(unit),
        signer_name=next((one.full_name for one in holders([unit_id], Role.HEAD, on=on)), ""),
    )


def symbol_of(unit: UnitAt) -> str:
    """UBND for a people's committee; else the abbreviation or letter code of the agency, if it has one."""
    if unit.kind in TERRITORIES:
        return "UBND"
    short = unit.abbreviation
    if short and " " not in short:
        return short
    return unit.code if unit.code.isalpha() else "UBND"


def _superior(unit: UnitAt, units: Tree) -> str:
    parent = units.get(unit.parent_id)
    if parent is None or unit.kind in NOT_LED:
        return ""
    return _body(parent, units)


def _body(unit: UnitAt, units: Tree) -> str:
    """The name the province gave its committee at the set-up; for others it follows from the name."""
    return (units.home.committee if units.home.is_of(unit.code) else "") or issuing_body(unit)


def _place(unit: UnitAt, units: Tree) -> str:
    """Where the document is dated: the bare name of the territory the unit belongs to."""
    for one in reversed(units.path(unit.id)):
        if one.kind in TERRITORIES:
            return (units.home.place if units.home.is_of(one.code) else "") or _bare(one.name)
    return ""


def _bare(name: str) -> str:
    for word in ("Tỉnh ", "Thành phố ", "Huyện ", "Thị xã ", "Thị trấn ", "Xã ", "Phường "):
        if name.startswith(word):
            rest = name.removeprefix(word)
            return name if rest.isdigit() else rest
    return name


def _signer_title(unit: UnitAt) -> str:
    if unit.kind in TERRITORIES:
        return "Chủ tịch"
    return next((title for word, title in _TITLES if unit.name.startswith(word)), "Giám đốc")
