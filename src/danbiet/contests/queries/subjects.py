"""What is held about one person who took part, for a request about their data (app oversight)."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.oversight.registry import Held, Person

from ..calc.persons import digits
from ..models import Contact, Entrant

CHUNK = 1_000


def held_about(person: Person) -> list[Held]:
    """Contacts with this telephone number or mail address, and the pseudonym of this code. What is encrypted cannot be searched:
    every contact that is still kept is read, in pieces (about 10,000 a second)."""
    phone, email = digits(person.phone), person.email.strip().casefold()
    code = person.code.strip().casefold()
    rows = Contact.objects.select_related("entrant__contest").order_by("pk")
    return [
        _held(row)
        for row in rows.iterator(chunk_size=CHUNK)
        if (phone and row.phone and digits(row.phone) == phone)
        or (email and row.email.strip().casefold() == email)
        or (code and row.entrant.code.casefold() == code)
    ]


def _held(row: Contact) -> Held:
    facts = (
        (gettext_lazy("Name"), row.name),
        (gettext_lazy("Telephone"), row.phone),
        (gettext_lazy("Mail"), row.email),
        (gettext_lazy("Date of birth"), row.birth_on),
        (gettext_lazy("Address"), row.address),
        (gettext_lazy("Guardian"), row.guardian),
        (gettext_lazy("Pseudonym"), row.entrant.code),
    )
    return Held(
        ref=f"{row.entrant.contest_id}/{row.entrant.code}",
        title=_("Taking part in “%(contest)s”") % {"contest": row.entrant.contest.title},
        facts=tuple((label, value) for label, value in facts if value),
    )


def contacts_count() -> int:
    """Of how many people who took part contact is still kept."""
    return Entrant.objects.filter(erased_at=None, contact__isnull=False).count()
