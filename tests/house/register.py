"""Reads the register of personal data and its list of exceptions, and finds the columns that may hold personal data."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.contrib.auth import get_user_model
from django.db import models
from pghistory.models import Event

PRIVACY = Path(__file__).resolve().parent.parent.parent / "docs" / "privacy"
REGISTER, EXCEPTIONS = PRIVACY / "register.md", PRIVACY / "none.csv"
COLUMNS = 5
_WORD = re.compile(r"`([A-Za-z][A-Za-z_]*(?:\.[A-Za-z_]+)*)`")
_TELLING = ("birth", "phone", "address", "mail", "name", "gender", "identity", "ip_", "latitude", "longitude")
# A text without a list of choices, a file, free JSON, bytes: anybody's data may be in them.
_WIDE = (
    models.CharField,
    models.TextField,
    models.JSONField,
    models.FileField,
    models.BinaryField,
    models.GenericIPAddressField,
)


def may_be_personal(field: models.Field) -> bool:
    """Whether the column has to be spoken of in the register or among the exceptions."""
    if field.is_relation:
        return field.related_model is get_user_model()
    if field.name == "actor_id":  # a person by number, without a constraint
        return True
    if field.choices or field.primary_key or isinstance(field, models.BooleanField):
        return False
    kind = type(field).__name__
    is_wide = isinstance(field, _WIDE) or kind in {"ArrayField", "SearchVectorField"} or "Encrypted" in kind
    return is_wide or any(part in field.name for part in _TELLING)


def columns(all_models: Iterable[type[models.Model]] | None = None) -> Iterator[str]:
    """Every such column as app.Model.field. A row of history is spoken of with the row it tells of; tables no model makes are not ours."""
    for model in apps.get_models() if all_models is None else all_models:
        meta = model._meta
        if issubclass(model, Event) or meta.proxy or not meta.managed:
            continue
        for field in meta.local_fields:
            if may_be_personal(field) and not getattr(field.remote_field, "parent_link", False):
                yield f"{meta.label}.{field.name}"


def registered(text: str) -> tuple[set[str], list[str]]:
    """Columns the register speaks of (a whole model stands for all its columns), and names in it that are nobody's.

    In a row's first cell `app.Model.field`, `app.Model`, then `Model.field` or `Model` of the same app and `field` of the same model.
    """
    found: set[str] = set()
    unknown: list[str] = []
    for row in rows(text):
        app = model = ""
        for word in _WORD.findall(row[0]):
            parts = word.split(".")
            if len(parts) == 1 and parts[0][0].islower():
                parts = [app, model, parts[0]] if model else []
            elif parts[0][0].isupper():
                parts = [app, *parts] if app else []
            if not parts:
                continue  # a cookie, a setting, a folder
            if parts[0] not in {config.label for config in apps.get_app_configs()}:
                app = model = ""
                continue
            app, model = parts[0], (parts[1] if len(parts) > 1 else "")
            names = _columns_of(parts)
            if not names:
                unknown.append(".".join(parts))
            found |= names
    return found, unknown


def rows(text: str) -> list[list[str]]:
    """The table's rows, each as its cells."""
    lines = [line for line in text.splitlines() if line.startswith("|")][2:]
    return [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]


def excepted(text: str) -> dict[str, str]:
    """Column → why it holds no personal data."""
    found: dict[str, str] = {}
    for row in list(csv.reader(text.splitlines()))[1:]:
        table, fields, why = row
        found |= {f"{table}.{field}": why for field in fields.split()}
    return found


def exists(column: str) -> bool:
    """Whether there is such a column."""
    return bool(_columns_of(column.split(".")))


def _columns_of(parts: list[str]) -> set[str]:
    if len(parts) < 2:
        return set()
    try:
        model = apps.get_model(parts[0], parts[1])
    except LookupError:
        return set()
    names = {field.name for field in model._meta.local_fields}
    wanted = names if len(parts) == 2 else names & {parts[2]}
    return {f"{model._meta.label}.{name}" for name in wanted}
