"""What is held about one person who asked, for a request about their data (app oversight)."""

from __future__ import annotations

from datetime import datetime

from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.oversight.queries.requests import digits
from danbiet.oversight.registry import Held, Person

from ..models import Asker, Tally

CHUNK = 500


def held_about(person: Person) -> list[Held]:
    """Questions of this telephone number, mail address or code. What is encrypted cannot be searched: every asker is read, in pieces
    (about 10,000 a second)."""
    phone, email, code = digits(person.phone), person.email.strip().casefold(), person.code.strip().casefold()
    rows = Asker.objects.select_related("question").order_by("pk")
    return [
        _held(row)
        for row in rows.iterator(chunk_size=CHUNK)
        if (phone and digits(row.phone) == phone)
        or (email and row.email.strip().casefold() == email)
        or (code and row.question.code.casefold() == code)
    ]


def _held(row: Asker) -> Held:
    facts = (
        (gettext_lazy("Name"), row.name),
        (gettext_lazy("Telephone"), row.phone),
        (gettext_lazy("Mail"), row.email),
        (gettext_lazy("Address"), row.address),
        (gettext_lazy("Subject"), row.subject),
        (gettext_lazy("Words as they came"), row.text),
        (gettext_lazy("Words in the asker's language"), row.original),
    )
    return Held(
        ref=str(row.question_id),
        title=_("Question %(code)s") % {"code": row.question.code},
        facts=tuple((label, value) for label, value in facts if value),
    )


def askers_count() -> int:
    """Of how many questions it is known who asked."""
    return Asker.objects.count()


def tallies_overdue(at: datetime) -> int:
    """Counts of forms that should be gone since a day: they go with the next form that is sent."""
    newest = Tally.objects.aggregate(newest=Max("hour"))["newest"] or 0
    return Tally.objects.filter(hour__lt=newest - 49).count()
