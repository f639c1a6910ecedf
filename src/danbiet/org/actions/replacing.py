"""The list of units as a whole, while nothing hangs on it yet."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.calc.unit_files import UnitData
from danbiet.org.models import Membership, RankingGroup, Reorganisation, Unit, UnitVersion, UnitYear
from danbiet.org.queries import tree

from .importing import Outcome, import_units
from .turns import take_turn


class UnitsInUse(ValueError):
    """Something besides people's roles in the province refers to the units; its sentence is for the reader. Nothing was changed."""


def replace_units(data: UnitData, *, on: date, by: User | None, at: datetime) -> Outcome:
    """Load this list instead of whatever list was loaded before, in one transaction; roles held in the province go on in the new one.

    `on`: the day whose province that is. For setting up only: UnitsInUse as soon as anything else hangs on a unit.
    """
    try:
        with transaction.atomic():
            take_turn()
            held = list(Membership.objects.values("user_id", "role", "starts_on", "ends_on"))
            gone = _forget_all()
            outcome = import_units(data, by=by, at=at)
            if held:
                top = tree(on).root
                Membership.objects.bulk_create(Membership(unit_id=top.id, **one) for one in held)
            if gone:
                record("org.units_replaced", by=by, at=at, kind="units", title="", gone=gone)
    except ProtectedError as error:
        raise UnitsInUse(
            _("Other data already refer to the units, so the list cannot be replaced any more.")
        ) from error
    return outcome


def _forget_all() -> int:
    Membership.objects.all().delete()
    Reorganisation.objects.all().delete()
    UnitYear.objects.all().delete()
    RankingGroup.objects.all().delete()
    UnitVersion.objects.all().delete()
    return Unit.objects.all().delete()[0]
