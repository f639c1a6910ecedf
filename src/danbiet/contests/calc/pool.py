"""The items of the banks: what is public before opening, and the items themselves afterwards (docs/contest-bundle.md, 2)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .canonical import KEY, NotCanonical, canonical, parse, seal

FEWEST_OPTIONS, MOST_OPTIONS = 2, 8
_POOL_KEYS = {"bank", "commitment", "fixed", "id", "level", "options", "section"}
_ITEM_KEYS = {"bank", "fixed", "id", "key", "level", "options", "section", "source", "text"}


class ItemRefused(ValueError):
    """A line that is no item; says why."""


@dataclass(frozen=True, slots=True)
class PoolItem:
    """An item without its words. `options` is how many there are; `fixed` keeps their order."""

    id: str
    bank: str
    section: str
    level: int
    options: int
    fixed: bool = False
    commitment: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A whole item. `key` holds the numbers of the right options, from 0, ascending."""

    id: str
    bank: str
    section: str
    level: int
    text: str
    options: tuple[str, ...]
    key: tuple[int, ...]
    fixed: bool = False
    source: str = ""

    def in_pool(self, *, salt: bytes) -> PoolItem:
        """Its public line, sealed with this salt (32 bytes)."""
        return PoolItem(
            self.id,
            self.bank,
            self.section,
            self.level,
            len(self.options),
            fixed=self.fixed,
            commitment=item_commitment(self, salt=salt),
        )


def item_value(item: Item) -> dict[str, Any]:
    """The item as a JSON value."""
    return {
        "bank": item.bank,
        "fixed": item.fixed,
        "id": item.id,
        "key": list(item.key),
        "level": item.level,
        "options": list(item.options),
        "section": item.section,
        "source": item.source,
        "text": item.text,
    }


def item_commitment(item: Item, *, salt: bytes) -> str:
    """Seal of the item with its own salt of 32 bytes, as hex."""
    if len(salt) != 32:
        raise ValueError("a salt has 32 bytes")
    return seal("danbiet.item.v1", salt + canonical(item_value(item)))


def pool_lines(pool: Iterable[PoolItem]) -> bytes:
    """The file pool.jsonl: a line an item, by id."""
    values = [
        {
            "bank": item.bank,
            "commitment": item.commitment,
            "fixed": item.fixed,
            "id": item.id,
            "level": item.level,
            "options": item.options,
            "section": item.section,
        }
        for item in sorted(pool, key=lambda one: one.id)
    ]
    return b"".join(canonical(value) + b"\n" for value in values)


def read_pool(data: bytes) -> tuple[PoolItem, ...]:
    """The pool of a file; ItemRefused names the line. Ids must ascend."""
    items: list[PoolItem] = []
    for number, line in enumerate(data.splitlines(), start=1):
        value = _object(line, number, _POOL_KEYS)
        item = PoolItem(
            id=_text(value, "id", number),
            bank=_text(value, "bank", number),
            section=_text(value, "section", number),
            level=_whole(value, "level", number),
            options=_whole(value, "options", number),
            fixed=value["fixed"] is True,
            commitment=_text(value, "commitment", number),
        )
        if not FEWEST_OPTIONS <= item.options <= MOST_OPTIONS:
            raise ItemRefused(f"line {number}: {item.options} options")
        if not KEY.fullmatch(item.id):
            raise ItemRefused(f"line {number}: no id: {item.id[:40]!r}")
        if items and items[-1].id >= item.id:
            raise ItemRefused(f"line {number}: {item.id} out of order")
        items.append(item)
    return tuple(items)


def items_lines(items: Iterable[tuple[Item, bytes]]) -> bytes:
    """The file items.jsonl of items with their salts, by id."""
    ordered = sorted(items, key=lambda pair: pair[0].id)
    return b"".join(
        canonical({"item": item_value(item), "salt": salt.hex()}) + b"\n" for item, salt in ordered
    )


def read_items(data: bytes) -> tuple[tuple[Item, bytes], ...]:
    """Items with their salts of a file; ItemRefused names the line."""
    found: list[tuple[Item, bytes]] = []
    for number, line in enumerate(data.splitlines(), start=1):
        outer = _object(line, number, {"item", "salt"})
        item = item_of(outer["item"], number)
        try:
            salt = bytes.fromhex(_text(outer, "salt", number))
        except ValueError as error:
            raise ItemRefused(f"line {number}: salt is no hex") from error
        if len(salt) != 32:
            raise ItemRefused(f"line {number}: a salt has 32 bytes")
        if found and found[-1][0].id >= item.id:
            raise ItemRefused(f"line {number}: {item.id} out of order")
        found.append((item, salt))
    return tuple(found)


def item_of(value: Any, number: int = 1) -> Item:
    """The item of a JSON value; ItemRefused says what is wrong. `number` is the line to name."""
    if not isinstance(value, dict) or set(value) != _ITEM_KEYS:
        raise ItemRefused(f"line {number}: an item has the keys {', '.join(sorted(_ITEM_KEYS))}")
    options, key = value["options"], value["key"]
    if not isinstance(options, list) or not all(isinstance(option, str) for option in options):
        raise ItemRefused(f"line {number}: options must be texts")
    if not FEWEST_OPTIONS <= len(options) <= MOST_OPTIONS:
        raise ItemRefused(f"line {number}: {len(options)} options")
    is_key = isinstance(key, list) and all(type(one) is int and 0 <= one < len(options) for one in key)
    if not is_key or not key or sorted(set(key)) != key:
        raise ItemRefused(f"line {number}: key must name options, ascending")
    if not KEY.fullmatch(_text(value, "id", number)):
        raise ItemRefused(f"line {number}: no id: {value['id']!r}")
    return Item(
        id=value["id"],
        bank=_text(value, "bank", number),
        section=_text(value, "section", number),
        level=_whole(value, "level", number),
        text=_text(value, "text", number),
        options=tuple(options),
        key=tuple(key),
        fixed=value["fixed"] is True,
        source=_text(value, "source", number),
    )


def _object(line: bytes, number: int, keys: set[str]) -> dict[str, Any]:
    try:
        value = parse(line)
    except NotCanonical as error:
        raise ItemRefused(f"line {number}: {error}") from error
    if not isinstance(value, dict) or set(value) != keys:
        raise ItemRefused(f"line {number}: the keys must be {', '.join(sorted(keys))}")
    return value


def _text(value: dict[str, Any], key: str, number: int) -> str:
    if not isinstance(value[key], str):
        raise ItemRefused(f"line {number}: {key} must be a text")
    return str(value[key])


def _whole(value: dict[str, Any], key: str, number: int) -> int:
    if type(value[key]) is not int:
        raise ItemRefused(f"line {number}: {key} must be a whole number")
    return int(value[key])
