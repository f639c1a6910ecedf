"""A year of the newsroom: texts before readers with their history, texts on their way, good models taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.newsroom.actions.approving import Said, decide
from danbiet.newsroom.actions.loading import (
    Text,
    load_adoption,
    load_draft,
    load_published,
    load_submission,
    load_version,
)
from danbiet.newsroom.enums import ChangeKind, Decision, SectionKind
from danbiet.org.queries import Tree, rights_of, tree
from danbiet.plans.enums import Share
from danbiet.plans.queries.progress import plans_in_full

from ..calc import programme
from ..calc.documents import DOCUMENTS
from ..calc.films import VIDEOS
from ..calc.good_models import ADOPTIONS, MODELS
from ..calc.news_autumn import AUTUMN
from ..calc.news_spring import SPRING
from ..calc.news_summer import SUMMER
from ..calc.notices import ANNOUNCEMENTS, PROGRAMME
from ..calc.texts import Part, Words
from .editors import AUTHORS, OFFICE
from .library import Library
from .moments import moment, pinned
from .plans import plans_below_province, staff

ALL: tuple[tuple[SectionKind, tuple[Words, ...]], ...] = (
    (SectionKind.DOCUMENTS, DOCUMENTS),
    (SectionKind.VIDEOS, VIDEOS),
    (SectionKind.NEWS, (*SPRING, *SUMMER, *AUTUMN)),
    (SectionKind.ANNOUNCEMENTS, ANNOUNCEMENTS),
    (SectionKind.PROGRAMME, PROGRAMME),
    (SectionKind.MODELS, MODELS),
)


@dataclass(frozen=True, slots=True)
class Work:
    """Who writes and approves, which task a unit's text fulfils, what has been made so far."""

    units: Tree
    people: dict[str, User]
    heads: dict[int, User]
    tasks: dict[
        tuple[str, str], tuple[int, date]
    ]  # (unit, key of the programme) → its task, the day its plan was issued
    library: Library
    made: dict[str, int]

    def unit_id(self, code: str) -> int:
        unit = self.units.by_code(code)
        if unit is None:
            raise LookupError(f"no unit {code} on {self.units.on}")
        return unit.id

    def author(self, code: str) -> User:
        return self.people[AUTHORS.get(code, OFFICE)]

    def head(self, code: str) -> User:
        return self.heads[self.unit_id(code)]

    def task(self, words: Words) -> int | None:
        """No text fulfils a task of a plan that was issued later."""
        found = self.tasks.get((words.unit, words.task))
        return found[0] if found is not None and found[1] <= words.on else None


def load_newsroom(*, today: date, real_now: datetime) -> str:
    """Write everything dated before `today`. `real_now`: appointments are kept by the real clock, whatever day is shown."""
    work = _work(today)
    count = 0
    for kind, texts in ALL:
        for words in sorted(texts, key=lambda one: one.on):
            if words.on < today:
                count += _write(words, kind=kind, work=work, today=today, real_now=real_now)
    for taken in ADOPTIONS:
        if taken.on < today and taken.model in work.made:
            load_adoption(
                work.made[taken.model],
                unit_id=work.unit_id(taken.unit),
                on=taken.on,
                result=taken.result,
                by=work.head(taken.unit),
                at=moment(taken.on + timedelta(days=2), hour=15),
            )
    return _("%(count)s texts of the newsroom") % {"count": count}


def _work(today: date) -> Work:
    units = tree(programme.ISSUED_ON)
    codes = {words.unit for _kind, texts in ALL for words in texts} | {one.unit for one in ADOPTIONS}
    ids = {unit.id: code for code in codes if (unit := units.by_code(code)) is not None}
    people = {user.username: user for user in User.objects.filter(username__in={*AUTHORS.values(), OFFICE})}
    rows = [row for row in plans_below_province(today=today) if row.unit_id in ids and row.plan.issued_on]
    progress = plans_in_full([row.plan.pk for row in rows], today)
    tasks = {
        (ids[row.unit_id], programme.KEY_BY_CONTENT.get(one.task.label, "")): (
            one.task.id,
            row.plan.issued_on or today,
        )
        for row in rows
        for one in progress[row.plan.pk].tasks
        if one.task.share != Share.OWN
    }
    heads = staff(ids, on=programme.ISSUED_ON).heads
    return Work(units, people, heads, tasks, Library(by=people[OFFICE]), {})


def _write(words: Words, *, kind: SectionKind, work: Work, today: date, real_now: datetime) -> int:
    """1 when the text was made, 0 when this machine could not make the film it is about."""
    dice = Random(f"danbiet text {words.name}")  # noqa: S311 - a demonstration's dice
    written = moment(
        words.on - timedelta(days=1), hour=dice.choice((9, 10, 14, 15)), minute=dice.randrange(60)
    )
    shown = moment(words.on, hour=dice.choice((7, 8, 10, 16)), minute=dice.randrange(60))
    fields = _fields(words, work=work, at=written)
    if fields is None:
        return 0
    author, head = work.author(words.unit), work.head(words.unit)
    page_id = load_draft(
        Text(kind, work.unit_id(words.unit), fields, tuple(work.library.file(name) for name in words.files)),
        by=author,
        at=written,
    )
    work.made[words.name] = page_id
    if words.state == "live":
        load_published(page_id, by=head, at=shown)
        _put_right(words, page_id, work=work)
        _supersede(words, page_id, work=work)
    elif words.state != "draft":
        with pinned(words.on):
            step = load_submission(page_id, by=author, at=moment(words.on, hour=8, minute=dice.randrange(60)))
            _decide(words, step, by=head, at=shown, real_now=real_now)
    return 1


def _decide(words: Words, step: int, *, by: User, at: datetime, real_now: datetime) -> None:
    if words.state == "waiting":
        return
    said = (
        Said(Decision.RETURN, reason=words.reason)
        if words.state == "returned"
        else Said(Decision.LATER, go_live_at=_appointment(real_now))
    )
    decide(step, said, by=by, rights=rights_of(by, words.on), at=at)


def _appointment(real_now: datetime) -> datetime:
    """The next 20 December that is to come in truth, at seven in the morning."""
    for year in (real_now.year, real_now.year + 1):
        at = moment(date(year, 12, 20), hour=7)
        if at > real_now + timedelta(days=1):
            return at
    raise AssertionError("next year's December lies ahead")


def _put_right(words: Words, page_id: int, *, work: Work) -> None:
    """A correction with its note, by the same people, some days later."""
    amends = words.amends
    if amends is None:
        return
    body = _body(words.body, work=work, change=lambda text: text.replace(amends.wrong, amends.right))
    said = {"body": body, "correction": amends.note, "change": ChangeKind.CORRECTION}
    load_version(page_id, said, by=work.author(words.unit), at=moment(amends.on, hour=8, minute=20))
    load_published(page_id, by=work.head(words.unit), at=moment(amends.on, hour=9, minute=5))


def _supersede(words: Words, page_id: int, *, work: Work) -> None:
    """The document before says which one took its place."""
    older = words.extra.get("supersedes")
    if older is None:
        return
    said = {"superseded_by_id": page_id, "change": ChangeKind.MINOR}
    load_version(work.made[older], said, by=work.author(words.unit), at=moment(words.on, hour=17))
    load_published(work.made[older], by=work.head(words.unit), at=moment(words.on, hour=17, minute=10))


def _fields(words: Words, *, work: Work, at: datetime) -> dict[str, Any] | None:
    """The fields of the page; None when the film it is about could not be made."""
    said = {
        name: value
        for name, value in words.extra.items()
        if name not in {"supersedes", "video", "issuer_unit"}
    }
    unit_id = work.unit_id(words.unit)
    if "video" in words.extra:
        said["video_id"] = work.library.film(words.extra["video"], title=words.title, unit_id=unit_id, at=at)
        if said["video_id"] is None:
            return None
    if "issuer_unit" in words.extra:
        said["issuer_unit_id"] = work.unit_id(words.extra["issuer_unit"])
    if "field" in words.extra:
        said["nominated_by_id"] = unit_id
    return said | {
        "title": words.title,
        "summary": words.summary,
        "byline": "",
        "dated_on": words.on if words.state == "live" else None,
        "cover_id": work.library.picture(words.cover) if words.cover else None,
        "task_id": work.task(words) if words.task else None,
        "original_id": work.made[words.original] if words.original else None,
        "body": _body(words.body, work=work),
    }


def _body(parts: Iterable[Part], *, work: Work, change: Callable[[str], str] = str) -> list[dict[str, Any]]:
    """Blocks as they are stored; texts that follow one another are one block."""
    blocks: list[dict[str, Any]] = []
    for part in parts:
        value = _value(part, work=work)
        if value is None:
            continue
        if part.kind == "text":
            value = change(value)
            if blocks and blocks[-1]["type"] == "text":
                blocks[-1]["value"] += value
                continue
        blocks.append({"type": part.kind, "value": value})
    return blocks


def _value(part: Part, *, work: Work) -> Any:
    value, library = part.value, work.library
    if part.kind == "picture":
        return value | {"picture": library.picture(value["picture"])}
    if part.kind == "gallery":
        pictures = [
            {"picture": library.picture(name), "caption": caption} for name, caption in value["pictures"]
        ]
        return value | {"pictures": pictures}
    if part.kind == "file":
        return value | {"attachment": library.file(value["attachment"])}
    if part.kind == "video":
        film = library.film(
            value["video"], title=value["caption"], unit_id=work.units.root.id, at=moment(programme.ISSUED_ON)
        )
        return None if film is None else value | {"video": film}
    if part.kind in {"table", "chart"}:
        first = {"table": "text", "chart": "label"}[part.kind]
        return {
            **{name: value[name] for name in ("kind", "unit", "source") if name in value},
            "table": _rows(value, first=first),
        }
    return value


def _rows(value: dict[str, Any], *, first: str) -> dict[str, Any]:
    """Columns of numbers where the first row has numbers."""
    kinds = [first, *("text" if isinstance(cell, str) else "number" for cell in value["rows"][0][1:])]
    return {
        "caption": value["caption"],
        "columns": [
            {"type": kind, "heading": heading} for kind, heading in zip(kinds, value["columns"], strict=True)
        ],
        "rows": [
            {"values": [cell if isinstance(cell, str) else str(cell) for cell in row]}
            for row in value["rows"]
        ],
    }
