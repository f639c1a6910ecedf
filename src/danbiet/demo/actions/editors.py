"""Who writes for the newsroom besides the editor of the station and the districts' reform offices."""

from __future__ import annotations

from datetime import date

from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import ngettext

from danbiet.accounts.models import User
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.queries import tree

from ..calc.people import name_for
from ..registry import MAIL_DOMAIN, PASSWORD, SERVES_FROM

ALSO_EDIT = ("SNV", "STTTT", "VPUBND", "BAOST")  # whose officer writes too
NEW = (("bientap.stp", "STP", "Biên tập viên Trang Phổ biến, giáo dục pháp luật, Sở Tư pháp"),)
OFFICE = "sonoivu"
AUTHORS = {
    "DPTTH": "bientap.dai",
    "943": "canbo.kesach",
    "STP": "bientap.stp",
    **{code: f"canbo.{code.lower()}" for code in (*ALSO_EDIT, "941", "947", "948", "950", "951")},
}


@transaction.atomic
def load_editors(*, on: date) -> str:
    """Give the officers named above the role of editors, and make the one more person there is."""
    units = tree(on)
    people = {user.username: user for user in User.objects.filter(username__in=AUTHORS.values())}
    for username, code, title in NEW:
        if username not in people:
            people[username] = User.objects.create(
                username=username,
                password=make_password(PASSWORD),
                full_name=name_for(f"editor {code}"),
                job_title=title,
                email=f"{username}@{MAIL_DOMAIN}",
                is_demo=True,
            )
    editors = [
        *((AUTHORS[code], code) for code in ALSO_EDIT),
        *((username, code) for username, code, _ in NEW),
    ]
    for username, code in editors:
        unit = units.by_code(code)
        if unit is None:
            raise LookupError(f"no unit {code} on {units.on}")
        Membership.objects.get_or_create(
            user=people[username], unit_id=unit.id, role=Role.EDITOR, defaults={"starts_on": SERVES_FROM}
        )
    return ngettext("%(count)s editor", "%(count)s editors", len(editors)) % {"count": len(editors)}
