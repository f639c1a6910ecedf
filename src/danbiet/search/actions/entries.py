"""Entries come, change and go with what they stand for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.search import SearchVectorField
from django.db import transaction
from django.db.models import Func, TextField, Value

from ..calc.ages import NEW
from ..calc.words import clean, lexemes, month
from ..models import Entry, Month
from ..registry import Item
from .vocabulary import note_words

BATCH = 200
_SHOWN = ["title", "url", "text", "unit_id", "year", "on", "language", "age", "words", "digest"]
_FORM = "1"  # of the words made from a text: another number has every entry written anew


def put(
    *,
    kind: str,
    object_id: int,
    title: str,
    url: str,
    text: str = "",
    unit_id: int | None = None,
    year: int | None = None,
    on: date | None = None,
    language: str = "vi",
    extra: str = "",
) -> None:
    """Make something public findable, or what it has become: one entry per kind and object. In the caller's transaction.

    `extra` are other names and numbers it is found by without being shown, one a line ("1256/QĐ-UBND"). Who asks for one of
    them or for the title as a whole finds it first. An unchanged entry is not written.
    """
    put_item(
        Item(
            kind=kind, object_id=object_id, title=title, url=url, text=text, unit_id=unit_id, year=year, on=on,
            language=language, extra=extra,
        )
    )  # fmt: skip


def put_item(item: Item) -> None:
    """The same for an item of a source."""
    put_items([item])


def put_items(items: Iterable[Item]) -> int:
    """The same for many, one statement per 200. Gives how many were new or had changed."""
    written = 0
    for some in _batches(items):
        kinds = {item.kind for item in some}
        rows = Entry.objects.filter(kind__in=kinds, object_id__in=[item.object_id for item in some])
        known = {
            (kind, pk): bytes(digest) for kind, pk, digest in rows.values_list("kind", "object_id", "digest")
        }
        changed = [item for item in some if known.get((item.kind, item.object_id)) != digest_of(item)]
        ages = _ages({month(item.on) for item in changed})
        found_by = [_lexemes(item) for item in changed]
        note_words(found_by)
        Entry.objects.bulk_create(
            [
                _entry(item, found, age=ages[month(item.on)])
                for item, found in zip(changed, found_by, strict=True)
            ],
            update_conflicts=True,
            unique_fields=["kind", "object_id"],
            update_fields=_SHOWN,
        )
        written += len(changed)
    return written


def drop(kind: str, object_id: int) -> None:
    """It is public no more. Dropping what was never there does nothing."""
    Entry.objects.filter(kind=kind, object_id=object_id).delete()


def rebuild(kind: str, items: Iterable[Item]) -> tuple[int, int]:
    """Bring a kind in step with everything public of it: what changed is written, what is gone is dropped, in one transaction.

    Readers see the entries as they were until it is done. Gives (written, dropped). Items of another kind are refused (ValueError).
    """
    seen: set[int] = set()

    def noting() -> Iterator[Item]:
        for item in items:
            if item.kind != kind:
                raise ValueError(f"an item of kind {item.kind} among {kind}")
            seen.add(item.object_id)
            yield item

    with transaction.atomic():
        written = put_items(noting())
        held = set(Entry.objects.filter(kind=kind).values_list("object_id", flat=True))
        dropped = Entry.objects.filter(kind=kind, object_id__in=held - seen).delete()[0] if held - seen else 0
    return written, dropped


def digest_of(item: Item) -> bytes:
    """What tells a changed item from the entry made of it."""
    fields = (
        item.title, item.url, item.text, item.unit_id, item.year, item.on, item.language, item.extra,
        *filter(None, [item.field]),
    )  # fmt: skip
    return hashlib.blake2b(
        "\0".join((_FORM, *map(str, fields))).encode(errors="surrogatepass"), digest_size=16
    ).digest()


def _ages(names: set[str]) -> dict[str, int]:
    """The ages of these months. A new one is as old as the next older, so that newer months are never older in age."""
    known = dict(Month.objects.values_list("name", "age"))
    new = sorted(names - known.keys())
    for name in new:
        older = [other for other in known if other < name]
        known[name] = known[max(older)] if older else known[min(known)] if known else NEW
    Month.objects.bulk_create([Month(name=name, age=known[name]) for name in new], ignore_conflicts=True)
    return known


def _lexemes(item: Item) -> list[str]:
    return lexemes(
        clean(item.title), clean(item.text), clean(item.extra),
        kind=item.kind, unit_id=item.unit_id, year=item.year, field=item.field,
    )  # fmt: skip


def _entry(item: Item, found: list[str], *, age: int) -> Entry:
    return Entry(
        kind=item.kind, object_id=item.object_id, title=clean(item.title), url=item.url, text=clean(item.text),
        unit_id=item.unit_id, year=item.year, on=item.on, language=item.language, age=age, words=_vector(found),
        digest=digest_of(item),
    )  # fmt: skip


def _vector(found: list[str]) -> Func:
    return Func(
        Value(found, output_field=ArrayField(TextField())),
        function="array_to_tsvector",
        output_field=SearchVectorField(),
    )


def _batches(items: Iterable[Item]) -> Iterator[list[Item]]:
    """By 200, each object once: the last one given is meant."""
    rest = iter(items)
    while some := list(islice(rest, BATCH)):
        yield list({(item.kind, item.object_id): item for item in some}.values())
