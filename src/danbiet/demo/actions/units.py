"""The units of the demonstration: the files shipped with the app org."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import ngettext

import danbiet.org
from danbiet.org.actions.importing import import_units
from danbiet.org.actions.installing import describe_province, mark_as_set_up
from danbiet.org.calc.unit_files import read_units

SHIPPED = Path(danbiet.org.__file__).resolve().parent / "data"
PROVINCE = {
    "code": "94",
    "name": "Tỉnh Sóc Trăng",
    "name_en": "Soc Trang Province",
    "committee": "Ủy ban nhân dân tỉnh Sóc Trăng",
    "symbol": "UBND",
    "place": "Sóc Trăng",
}
FIRST_YEAR = 2021


def load_units(*, at: datetime) -> str:
    """Say whose installation this is; bring in units, reorganisations, ranking groups and head-counts; what is there already stays."""
    describe_province(PROVINCE, by=None, at=at)
    mark_as_set_up(first_year=FIRST_YEAR, at=at)
    outcome = import_units(read_units(SHIPPED, shipped=SHIPPED), by=None, at=at)
    count = len(outcome.new_units)
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}
