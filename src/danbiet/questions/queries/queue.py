"""The officials' queue: which questions a person meets, tab by tab, by due time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, Func, OuterRef, Q, QuerySet, Subquery, TextField, Value
from django.db.models.functions import Concat, Lower

from danbiet.kit.text import fold_words
from danbiet.org.enums import Role
from danbiet.org.queries import Rights

from ..calc.moves import ANSWERED, AT_AGENCY, AT_INTAKE, OPEN
from ..models import Part, Pause, Question
from .doors import OVERSEERS, readable

WORKERS = (Role.OFFICER, Role.OFFICE, Role.EDITOR, Role.HEAD)
TABS = ("tiep-nhan", "cua-toi", "don-vi", "phoi-hop", "cho-duyet", "qua-han", "da-tra-loi", "tat-ca")
SORTS = {
    "han": ("due_at", "id"),
    "nhan": ("received_at", "id"),
    "ma": ("year", "number"),
    "cau-hoi": ("subject", "id"),
    "tinh-trang": ("state", "due_at", "id"),
    "co-quan": ("lead_id", "due_at", "id"),
    "tra-loi": ("answered_at", "id"),
}
# The database has no unaccent and its lower() knows ASCII only; stored text is composed (NFC).
_MARKED = {
    "a": "àảãáạăằẳẵắặâầẩẫấậ", "e": "èẻẽéẹêềểễếệ", "i": "ìỉĩíị", "o": "òỏõóọôồổỗốộơờởỡớợ", "u": "ùủũúụưừửữứự",
    "y": "ỳỷỹýỵ", "d": "đ",
}  # fmt: skip
_FROM = "".join(letters + letters.upper() for letters in _MARKED.values())
_TO = "".join(plain * 2 * len(letters) for plain, letters in _MARKED.items())


class Folded(Func):
    """The text without marks and capitals, in the database."""

    function = "translate"
    output_field = TextField()

    def __init__(self, expression: Any) -> None:
        super().__init__(Lower(expression), Value(_FROM), Value(_TO))


@dataclass(frozen=True, slots=True)
class QueueFilter:
    """What the list shows; empty values ask for nothing."""

    tab: str = ""
    topic_id: int | None = None
    unit_id: int | None = None
    state: str = ""
    channel: str = ""
    text: str = ""
    sort: str = ""


def intake_units(rights: Rights) -> set[int]:
    """The units whose intake desk the person is: the intake role, or the reform office of the province."""
    roots = {unit.id for unit in rights.tree.roots}
    return rights.units_held(Role.INTAKE) | (rights.units_held(Role.OFFICE) & roots)


def tab_condition(rights: Rights, tab: str, *, at: datetime) -> Q:
    """What a tab holds; an unknown one holds everything the person may read."""
    held, headed = rights.units_held(*WORKERS), rights.units_held(Role.HEAD)
    open_at_agency = Q(state__in=AT_AGENCY) | Q(state="info_wanted", lead__isnull=False)
    part = Part.objects.filter(question=OuterRef("pk"), role="support", state="asked", unit_id__in=held)
    conditions: dict[str, Q] = {
        "tiep-nhan": Q(state__in=AT_INTAKE, intake_unit_id__in=intake_units(rights))
        | Q(state="info_wanted", lead__isnull=True, intake_unit_id__in=intake_units(rights)),
        "cua-toi": open_at_agency & Q(officer_id=rights.user_id),
        "don-vi": open_at_agency & Q(lead_id__in=held),
        "phoi-hop": Q(state__in=OPEN) & Q(Exists(part)),
        "cho-duyet": Q(state="in_approval", lead_id__in=headed),
        "qua-han": Q(state__in=OPEN, due_at__lt=at) & ~Q(_paused()),
        "da-tra-loi": Q(state__in=(*ANSWERED, "closed")),
    }
    return conditions.get(tab, Q())


def _paused() -> Exists:
    return Exists(Pause.objects.filter(question=OuterRef("pk"), ended_at__isnull=True))


def within_reach(rights: Rights) -> Q:
    """Every question the person may read (`doors.readable`); whoever oversees the top reads them all, which needs no condition."""
    overseen = rights.units_held(*OVERSEERS)
    return Q() if overseen & {unit.id for unit in rights.tree.roots} else readable(rights)


def found(rights: Rights, wanted: QueueFilter, *, at: datetime) -> QuerySet[Question]:
    """The questions of a tab a filter leaves, in its order (by due time unless asked otherwise), with what rows show."""
    rows = Question.objects.filter(within_reach(rights)).filter(tab_condition(rights, wanted.tab, at=at))
    exact = {
        "topic_id": wanted.topic_id, "lead_id": wanted.unit_id, "state": wanted.state, "channel": wanted.channel,
    }  # fmt: skip
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    words = fold_words(wanted.text)
    if words:
        everything = Concat("code", Value(" "), "subject", Value(" "), "text", output_field=TextField())
        rows = rows.annotate(folded=Folded(everything))
        for word in words:
            rows = rows.filter(folded__contains=word)
    return with_row_facts(ordered(rows, wanted.sort or default_sort(wanted.tab)))


def default_sort(tab: str) -> str:
    """What waits longest to be answered stands on top; what is answered, newest first."""
    return {"da-tra-loi": "-tra-loi", "tat-ca": "-nhan"}.get(tab, "han")


def ordered(rows: QuerySet[Question], sort: str) -> QuerySet[Question]:
    """The rows in the order of the address' word; an unknown word is by due time."""
    fields = SORTS.get(sort.removeprefix("-"), SORTS["han"])
    return rows.order_by(*(f"-{name}" for name in fields)) if sort.startswith("-") else rows.order_by(*fields)


def with_row_facts(rows: QuerySet[Question]) -> QuerySet[Question]:
    """With what a row says: field, officer, whether the clock stands still, contributions still missing."""
    waiting = Part.objects.filter(question=OuterRef("pk"), role="support", state="asked")
    missing = Subquery(waiting.order_by().values("question").annotate(found=Count("pk")).values("found"))
    return rows.select_related("topic", "officer").annotate(is_paused=_paused(), missing_parts=missing)


def tab_counts(rights: Rights, *, at: datetime) -> dict[str, int]:
    """How many questions each working tab holds, in one statement, kept with the rights of the request."""
    kept: dict[str, Any] = rights.__dict__
    if "_question_tabs" not in kept:
        tabs = [tab for tab in TABS if tab not in ("da-tra-loi", "tat-ca")]
        rows = Question.objects.filter(state__in=OPEN).filter(within_reach(rights))
        counted = {
            tab.replace("-", "_"): Count("pk", filter=tab_condition(rights, tab, at=at)) for tab in tabs
        }
        answer = rows.aggregate(**counted)
        kept["_question_tabs"] = {tab: answer[tab.replace("-", "_")] for tab in tabs}
    found_counts: dict[str, int] = kept["_question_tabs"]
    return found_counts


def neighbours(rows: QuerySet[Question], pk: int) -> tuple[int | None, int | None]:
    """The questions before and after one in a list, by its order; None at an end or when it is not in it. One query."""
    ids = list(rows.values_list("pk", flat=True)[:2000])
    if pk not in ids:
        return None, ids[0] if ids else None
    place = ids.index(pk)
    return (ids[place - 1] if place else None), (ids[place + 1] if place + 1 < len(ids) else None)


def visible_tabs(rights: Rights) -> list[str]:
    """The tabs this person has a use for."""
    shown = {
        "tiep-nhan": bool(intake_units(rights)),
        "cua-toi": bool(rights.units_held(*WORKERS)),
        "don-vi": bool(rights.units_held(*WORKERS)),
        "phoi-hop": bool(rights.units_held(*WORKERS)),
        "cho-duyet": bool(rights.units_held(Role.HEAD)),
    }
    return [tab for tab in TABS if shown.get(tab, True)]
