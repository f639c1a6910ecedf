"""Lines of a list as rows of a table: what a thing says in words and numbers, one column each."""

from __future__ import annotations

import types
import typing
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from danbiet.kit.tabular import Value

from .shape import Links, Shape


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    read: Callable[[Any], Value]


def columns_of(kind: type[Shape]) -> list[Column]:
    """The columns of a shape in its order; what lies within a part is named part_field, lists are joined with "; "."""
    return list(_columns(kind, "", lambda line: line))


def _columns(kind: type[Shape], before: str, reach: Callable[[Any], Any]) -> Iterator[Column]:
    hints = typing.get_type_hints(kind)
    for name in kind.model_fields:
        inner = _shape_in(hints[name])
        label = f"{before}{name.rstrip('_')}"
        get = partial(_part, reach, name)
        if inner is Links:
            yield Column("self", partial(_part, get, "self_"))
            yield Column("html", partial(_part, get, "html"))
        elif inner is not None:
            yield from _columns(inner, f"{label}_", get)
        else:
            yield Column(label, partial(_value, get))


def _part(reach: Callable[[Any], Any], name: str, line: Any) -> Any:
    """A field of what `reach` finds in a line; None where that is not there."""
    whole = reach(line)
    return None if whole is None else getattr(whole, name)


def _value(reach: Callable[[Any], Any], line: Any) -> Value:
    return _cell(reach(line))


def _shape_in(hint: Any) -> type[Shape] | None:
    """The shape a field holds one of (or none of); None for plain values and lists."""
    if typing.get_origin(hint) in (typing.Union, types.UnionType):
        found = [one for one in typing.get_args(hint) if one is not type(None)]
        hint = found[0] if len(found) == 1 else None
    return hint if isinstance(hint, type) and issubclass(hint, Shape) else None


def _cell(value: Any) -> Value:
    if isinstance(value, (list, tuple)):
        return "; ".join(_in_words(one) for one in value)
    if isinstance(value, bool):
        return int(value)
    if isinstance(value, datetime):
        return value.isoformat()
    return typing.cast("Value", value)


def _in_words(value: Any) -> str:
    """A thing within a list by what it is called; one without a name whole, as JSON."""
    if isinstance(value, Shape):
        called = next(
            (getattr(value, name) for name in ("name", "title", "label") if hasattr(value, name)), None
        )
        return value.model_dump_json(by_alias=True) if called is None else str(called)
    return str(value)
