"""What the desk sets up: fields, limits, snippets. Each change is recorded with who made it."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.kit import clock as time
from danbiet.kit.text import fold_words, nfc
from danbiet.org.queries import rights_of

from ..models import Question, Snippet, TimeLimit, Topic
from ..permissions import may_set_up, may_write_snippet
from .refusals import AlreadyDone, BadValue, NoQuestion, NotAllowed, NotNow


@transaction.atomic
def save_topic(
    topic_id: int | None,
    *,
    name: str,
    hint: str,
    unit_id: int | None,
    order: int,
    is_active: bool,
    by: User,
    at: datetime,
) -> Topic:
    """Add a field (None) or change one. Its key never changes: figures of the years hang on it."""
    _require_desk(by, at)
    words = nfc(name).strip()
    if not words:
        raise BadValue(_("This must not stay empty."), field="name")
    topic = (
        Topic.objects.select_for_update(no_key=True).filter(pk=topic_id).first()
        if topic_id
        else Topic(key=_key(words))
    )
    if topic is None:
        raise NoQuestion(_("There is no such field."))
    topic.name, topic.hint, topic.unit_id, topic.order, topic.is_active = (
        words,
        nfc(hint).strip(),
        unit_id,
        order,
        is_active,
    )
    topic.save()
    record(
        "questions.topic_saved",
        by=by,
        at=at,
        kind="topic",
        object_id=topic.pk,
        title=topic.name,
        is_active=is_active,
    )
    return topic


def _key(name: str) -> str:
    plain = "-".join(fold_words(name))[:40].strip("-") or "linh-vuc"
    taken = set(Topic.objects.filter(key__startswith=plain).values_list("key", flat=True))
    return next(
        key
        for number in range(1, len(taken) + 2)
        if (key := plain if number == 1 else f"{plain}-{number}") not in taken
    )


@transaction.atomic
def save_limit(
    limit_id: int | None,
    *,
    channel: str,
    topic_id: int | None,
    working_days: Decimal,
    basis: str,
    by: User,
    at: datetime,
) -> TimeLimit:
    """Add a limit (None) or change one; it holds for questions that come in from now on. Refused: a second one for the same
    channel and field (AlreadyDone), anything but half days from 0,5 to 120 (BadValue)."""
    _require_desk(by, at)
    if not Decimal("0.5") <= working_days <= 120 or working_days * 2 % 1:
        raise BadValue(_("Count in whole or half days."), field="working_days")
    limit = TimeLimit.objects.filter(pk=limit_id).first() if limit_id else TimeLimit()
    if limit is None:
        raise NoQuestion(_("There is no such limit."))
    limit.channel, limit.topic_id, limit.working_days, limit.basis = (
        channel,
        topic_id,
        working_days,
        nfc(basis).strip(),
    )
    try:
        with transaction.atomic():
            limit.save()
    except IntegrityError as error:
        raise AlreadyDone(_("There is a limit for this channel and field already.")) from error
    record(
        "questions.limit_saved", by=by, at=at, kind="limit", object_id=limit.pk, title=str(limit), days=str(working_days)
    )  # fmt: skip
    return limit


@transaction.atomic
def drop_limit(limit_id: int, *, by: User, at: datetime) -> None:
    """Take a limit away: the next wider one holds then for what comes in."""
    _require_desk(by, at)
    limit = TimeLimit.objects.filter(pk=limit_id).first()
    if limit is None:
        raise NoQuestion(_("There is no such limit."))
    record("questions.limit_dropped", by=by, at=at, kind="limit", object_id=limit.pk, title=str(limit))
    limit.delete()


@transaction.atomic
def drop_topic(topic_id: int, *, by: User, at: datetime) -> None:
    """Delete a field nobody ever used; others are only no longer offered (NotNow)."""
    _require_desk(by, at)
    topic = Topic.objects.filter(pk=topic_id).first()
    if topic is None:
        raise NoQuestion(_("There is no such field."))
    if Question.objects.filter(topic=topic).exists():
        raise NotNow(_("Questions stand under this field. Offer it no longer instead."))
    record("questions.topic_dropped", by=by, at=at, kind="topic", object_id=topic.pk, title=topic.name)
    topic.delete()


@transaction.atomic
def save_snippet(
    snippet_id: int | None, *, unit_id: int | None, key: str, title: str, body: str, by: User, at: datetime
) -> Snippet:
    """Add a snippet (None) or change one, of a unit or (unit None) of the whole province. Refused: NotAllowed, a short name
    that is taken (AlreadyDone), an empty text (BadValue)."""
    snippet = Snippet.objects.filter(pk=snippet_id).first() if snippet_id else Snippet(unit_id=unit_id)
    if snippet is None:
        raise NoQuestion(_("There is no such snippet."))
    _require_snippet(by, at, snippet.unit_id)
    _require_snippet(by, at, unit_id)
    for name, said in (("key", key), ("title", title), ("body", body)):
        if not said.strip():
            raise BadValue(_("This must not stay empty."), field=name)
    snippet.unit_id, snippet.key, snippet.title, snippet.body = (
        unit_id,
        nfc(key).strip(),
        nfc(title).strip(),
        nfc(body).strip(),
    )
    try:
        with transaction.atomic():
            snippet.save()
    except IntegrityError as error:
        raise AlreadyDone(_("Another snippet has this short name.")) from error
    record(
        "questions.snippet_saved",
        by=by,
        at=at,
        kind="snippet",
        object_id=snippet.pk,
        title=snippet.title,
        unit_id=unit_id,
    )
    return snippet


@transaction.atomic
def drop_snippet(snippet_id: int, *, by: User, at: datetime) -> None:
    """Delete a snippet; answers written with it stay as they are."""
    snippet = Snippet.objects.filter(pk=snippet_id).first()
    if snippet is None:
        raise NoQuestion(_("There is no such snippet."))
    _require_snippet(by, at, snippet.unit_id)
    record(
        "questions.snippet_dropped", by=by, at=at, kind="snippet", object_id=snippet.pk, title=snippet.title
    )
    snippet.delete()


def _require_desk(by: User, at: datetime) -> None:
    if not may_set_up(rights_of(by, time.local(at).date())):
        raise NotAllowed(_("Only the intake desk sets this up."))


def _require_snippet(by: User, at: datetime, unit_id: int | None) -> None:
    if not may_write_snippet(rights_of(by, time.local(at).date()), unit_id):
        raise NotAllowed(_("This snippet is another unit's."))
