"""The units of the demonstration: the files shipped with the app org."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from django.utils.translation import ngettext

import danbiet.org
from danbiet.org.actions.importing import import_units
from danbiet.org.calc.unit_files import read_units

SHIPPED = Path(danbiet.org.__file__).resolve().parent / "data"


def load_units(*, at: datetime) -> str:
    """Bring in units, reorganisations, ranking groups and head-counts; what is there already stays."""
    outcome = import_units(read_units(SHIPPED, shipped=SHIPPED), by=None, at=at)
    count = len(outcome.new_units)
    return ngettext("%(count)s unit", "%(count)s units", count) % {"count": count}
