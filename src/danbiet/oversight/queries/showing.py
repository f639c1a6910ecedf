"""Lines of the trail in words: names for numbers, labels for columns, Vietnamese dates; and never what is nobody's to see."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.queries import Change, tracked_models
from danbiet.audit.registry import hidden, state_name
from danbiet.kit import clock
from danbiet.kit.encrypted import EncryptedTextField
from danbiet.kit.text import fold
from danbiet.org.enums import Role
from danbiet.org.models import Membership
from danbiet.org.queries import names_of

from ..enums import FIELDS, KINDS, VERBS

SHORT = 160  # signs of a value in a list; the page of the change shows it whole
TITLES = ("title", "name", "content", "number", "code", "key")
OWN = {"pgh_id", "pgh_created_at", "pgh_label", "pgh_obj_id", "pgh_context_id"}


@dataclass(frozen=True, slots=True)
class Difference:
    """A column with its values in words; `is_changed` tells those that differ."""

    field: str
    label: str
    before: str
    after: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the trail as people read it."""

    trace_id: int
    at: datetime
    who: str
    office: str  # job title, role and unit on that day
    actor_id: int | None
    page: str
    kind: str
    kind_label: str
    object_id: int | None
    title: str
    verb: str
    verb_label: str
    reason: str
    unit_id: int | None
    unit: str
    is_deed: bool
    differences: tuple[Difference, ...]
    transaction: tuple[int, int]


def kind_label(kind: str) -> str:
    """What a kind is called; for one nobody has named the part of the program it belongs to."""
    if kind in KINDS:
        return str(KINDS[kind])
    return _("Other (%(code)s)") % {"code": kind}


def verb_label(verb: str) -> str:
    """What happened, in words."""
    return str(VERBS[verb]) if verb in VERBS else _("other (%(code)s)") % {"code": verb}


def field_label(name: str) -> str:
    """What a column is called."""
    plain = name.removesuffix("_id")
    return str(FIELDS[plain]) if plain in FIELDS else _("column %(name)s") % {"name": plain}


def lines(changes: Sequence[Change], *, whole: bool = False) -> list[Line]:
    """The lines in words, in five queries whatever their number. `whole`: long values are not cut."""
    names = Names(changes)
    return [_line(change, names, whole=whole) for change in changes]


class Names:
    """Names of the people and units that stand in these changes, and who held which role on the day."""

    def __init__(
        self, changes: Sequence[Change], rows: Iterable[tuple[str, dict[str, Any] | None]] = ()
    ) -> None:
        actors = {one.actor_id for one in changes if one.actor_id is not None}
        people: set[Any] = set(actors)
        units = {one.unit_id for one in changes}
        told = [(one.kind, row) for one in changes for row in (one.before, one.after)]
        for kind, row in [*told, *rows]:
            for field, value in _links(kind, row):
                (people if field.related_model is User else units).add(value)
        self.people = dict(User.objects.filter(pk__in=people).values_list("pk", "full_name"))
        self.jobs = dict(User.objects.filter(pk__in=actors).values_list("pk", "job_title"))
        self._roles = _roles(changes)
        units |= {unit_id for held in self._roles.values() for _r, unit_id, _f, _u in held}
        known = {unit_id for unit_id in units if unit_id is not None}
        self.units = (
            names_of(known, max((clock.local(one.at).date() for one in changes), default=date.max))
            if known
            else {}
        )

    def office(self, actor_id: int | None, on: date) -> str:
        """Job title, role and unit of somebody on the day."""
        if actor_id is None:
            return ""
        held = [
            (role, unit_id) for role, unit_id, starts, ends in self._roles.get(actor_id, [])
            if starts <= on and (ends is None or on < ends)
        ]  # fmt: skip
        parts = [self.jobs.get(actor_id, "")]
        if held:
            role, unit_id = held[0]
            parts.append(f"{Role(role).label} · {self.units.get(unit_id, '')}")
        return " · ".join(part for part in parts if part)


def _roles(changes: Sequence[Change]) -> dict[int, list[tuple[str, int, date, date | None]]]:
    people = {one.actor_id for one in changes if one.actor_id is not None}
    found: dict[int, list[tuple[str, int, date, date | None]]] = {}
    if people:
        days = [clock.local(one.at).date() for one in changes]
        rows = Membership.objects.filter(
            Q(ends_on__isnull=True) | Q(ends_on__gt=min(days)), user__in=people, starts_on__lte=max(days)
        )
        values = rows.order_by("starts_on", "id").values_list(
            "user_id", "role", "unit_id", "starts_on", "ends_on"
        )
        for user_id, *rest in values:
            found.setdefault(user_id, []).append(tuple(rest))  # type: ignore[arg-type]
    return found


def _line(change: Change, names: Names, *, whole: bool) -> Line:
    who = change.actor_name or names.people.get(change.actor_id or 0, "")
    if who and change.in_stead_of:
        who = _("%(name)s, in the stead of %(other)s") % {"name": who, "other": change.in_stead_of}
    return Line(
        trace_id=change.trace_id,
        at=change.at,
        who=who or _("the system itself"),
        office=names.office(change.actor_id, clock.local(change.at).date()),
        actor_id=change.actor_id,
        page=change.page,
        kind=change.kind,
        kind_label=kind_label(change.kind),
        object_id=change.object_id,
        title=_cut(_title(change), whole=whole),
        verb=change.verb,
        verb_label=verb_label(change.deed_verb or change.verb),
        reason=change.reason,
        unit_id=change.unit_id,
        unit=names.units.get(change.unit_id or 0, ""),
        is_deed=change.is_deed,
        differences=_told(change, names, whole=whole),
        transaction=change.transaction,
    )


def _title(change: Change) -> str:
    if change.title:
        return change.title
    row = change.after or change.before or {}
    for name in TITLES:
        value = row.get(name)
        if isinstance(value, str) and value and shown(change.kind, name, value, None) == value:
            return value
    return ""


def _told(change: Change, names: Names, *, whole: bool) -> tuple[Difference, ...]:
    if change.is_deed:
        return tuple(_details(change.kind, change.details))
    if change.before is None and change.after is None:
        return ()
    return tuple(
        one
        for one in differences(change.kind, change.before, change.after, names, whole=whole)
        if one.is_changed
    )


def _details(kind: str, details: dict[str, Any]) -> Iterable[Difference]:
    """What an action noted beside a deed; before and after where it says so."""
    before, after = details.get("before"), details.get("after")
    if isinstance(before, dict) or isinstance(after, dict):
        was, now = (one if isinstance(one, dict) else {} for one in (before, after))
        for name in sorted({*was, *now}):
            if was.get(name) != now.get(name):
                yield Difference(
                    name, field_label(name), _plain(was.get(name)), _plain(now.get(name)), is_changed=True
                )
    elif before is not None or after is not None:
        told = [
            str(state_name(kind, one)) if isinstance(one, str) else _plain(one) for one in (before, after)
        ]
        yield Difference("", "", told[0], told[1], is_changed=True)


def differences(
    kind: str,
    before: dict[str, Any] | None,
    after: dict[str, Any] | None,
    names: Names,
    *,
    whole: bool = False,
) -> list[Difference]:
    """All columns of a row in the order of the table, with what they were and are; a row that is None has no values."""
    found = []
    for field in tracked_models()[kind]._meta.local_fields if kind in tracked_models() else []:
        column = str(field.column)
        was, now = ((row or {}).get(column) for row in (before, after))
        if column in OWN or (column not in (before or {}) and column not in (after or {})):
            continue
        told = [
            "" if row is None else _cut(shown(kind, field.name, value, names), whole=whole)
            for row, value in ((before, was), (after, now))
        ]
        is_changed = was != now or (before is None) != (after is None)
        if is_changed and before is None and now in (None, "", [], {}):
            continue  # a new row's empty columns say nothing
        found.append(Difference(field.name, field_label(field.name), told[0], told[1], is_changed=is_changed))
    return found


def shown(kind: str, name: str, value: Any, names: Names | None) -> str:
    """A value in words. What is encrypted or hidden by its part of the program is said to be so, whoever asks."""
    if value is None or value == "":
        return ""
    model = tracked_models().get(kind)
    field = (
        next((one for one in model._meta.local_fields if name in (one.name, one.column)), None)
        if model
        else None
    )
    if isinstance(field, EncryptedTextField):
        return _("(encrypted)")
    why = hidden(kind, field.name if field else name)
    if why is not None:
        return str(why)
    if field is None:
        return _plain(value)
    if field.is_relation and names is not None and isinstance(value, int):
        return _linked(field, value, names)
    if field.choices:
        return str(dict(field.flatchoices).get(value, value))
    return _plain(value)


def _links(kind: str, row: dict[str, Any] | None) -> Iterable[tuple[Any, int]]:
    model = tracked_models().get(kind)
    if model is None or row is None:
        return
    for field in model._meta.local_fields:
        value = row.get(str(field.column))
        if field.is_relation and isinstance(value, int) and _names_it(field):
            yield field, value


def _names_it(field: Any) -> bool:
    return field.related_model is User or field.related_model._meta.label_lower == "org.unit"


def _linked(field: Any, value: int, names: Names) -> str:
    known = names.people if field.related_model is User else names.units if _names_it(field) else {}
    return (
        known.get(value)
        or f"{kind_label(field.related_model._meta.label_lower) if field.related_model._meta.label_lower in KINDS else ''} #{value}".strip()
    )


def _plain(value: Any) -> str:
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, str):
        return _moment(value)
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _moment(value: str) -> str:
    """Dates and moments as they are written here; any other text as it is."""
    try:
        if len(value) == 10 and (day := parse_date(value)):
            return f"{day:%d/%m/%Y}"
        if len(value) > 16 and value[10:11] == "T" and (at := parse_datetime(value)) and at.tzinfo:
            return f"{clock.local(at):%H:%M:%S %d/%m/%Y}"
    except ValueError:
        pass
    return value


def _cut(text: str, *, whole: bool) -> str:
    return text if whole or len(text) <= SHORT else text[: SHORT - 1].rstrip() + "…"


def people_like(text: str, *, most: int = 50) -> list[int]:
    """Numbers of the people whose name or user name holds these words, tone marks or not."""
    wanted = fold(text)
    rows = User.objects.values_list("pk", "full_name", "username")
    return [pk for pk, name, username in rows if wanted in fold(name) or wanted == fold(username)][:most]
