"""The units of Sóc Trăng in 2021 as the reader of plans sees them."""

import csv
from collections import Counter
from collections.abc import Iterator
from importlib import resources

import pytest

from danbiet.plans.calc.reading import CatalogueUnit, UnitCatalogue

ISSUED = "2021-01-26"
_KINDS = {"province": "province", "city": "district", "town": "district", "district": "district"}


def _rows(name: str) -> Iterator[dict[str, str]]:
    with (resources.files("danbiet.org") / "data" / name).open(encoding="utf-8") as stream:
        yield from csv.DictReader(stream)


def catalogue(root: str) -> UnitCatalogue:
    rows = list(_rows("soc_trang_2021.csv"))
    shared = {name for name, times in Counter(row["name"] for row in rows).items() if times > 1}
    places = {row["code"]: row["name"] for row in rows}
    units = [
        CatalogueUnit(
            key=row["code"],
            name=f"{row['name']} ({places[row['parent_code']]})" if row["name"] in shared else row["name"],
            names=(row["name"],),
            kind=_KINDS.get(row["kind"], "commune"),
            parent_key=row["parent_code"] or None,
            code=row["code"],
        )
        for row in rows
    ]
    units.extend(
        CatalogueUnit(
            key=row["key"],
            name=row["name"],
            names=tuple(filter(None, (row["abbreviation"], *row["aliases"].split("|")))),
            kind=row["kind"],
            parent_key="94",
            code=row["code"],
        )
        for row in _rows("soc_trang_agencies_2021.csv")
        if row["valid_from"] <= ISSUED < row["valid_to"]
    )
    return UnitCatalogue(units, root=root)


@pytest.fixture(scope="session")
def units() -> UnitCatalogue:
    """Seen from the province."""
    return catalogue("94")


@pytest.fixture(scope="session")
def units_of_ke_sach() -> UnitCatalogue:
    """Seen from huyện Kế Sách."""
    return catalogue("943")
