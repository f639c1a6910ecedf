"""A text at a step, ready for a screen: the version itself, what it changes, who holds it, what happened so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db.models import DateField
from django.utils.translation import gettext as _

from danbiet.kit import clock
from danbiet.org.queries import Tree

from ..calc.differences import changed_lines, paragraphs_of
from ..enums import ChangeKind
from ..forms import DecisionForm
from ..models import PublicPage, StepState
from ..queries import public as ask
from ..queries.approval import held, needs_choice, publications
from ..queries.body import prepare_body
from . import shown

UNTOLD = {"page_ptr", "title", "summary", "body", "correction", "change"}  # said elsewhere on the screen


def context_of(state: StepState, *, units: Tree, on: Any) -> dict[str, Any]:
    """All that the screens of a step show, the same for the desk and for a letter."""
    page: PublicPage = state.workflow_state.content_object.get_latest_revision_as_object()
    live = type(page).objects.filter(pk=page.pk, live=True).first()
    prepare_body(page)
    [waiting] = held([state], units=units, on=on)
    is_known = needs_choice(page, page.get_latest_revision())
    return {
        "state": state,
        "page": page,
        "lang": page.language,
        "unit": units.full_name(state.unit_id) if state.unit_id else "",
        "kind_label": type(page)._meta.verbose_name,
        "holders": waiting.names,
        "is_overdue": waiting.is_overdue,
        "is_known": is_known,
        "cover": shown.cover(page, ask.LARGE),
        "picture_alt": shown.picture_alt(page),
        "facts": list(facts_of(page, units=units)),
        "changes": differences(live, page, units=units) if live is not None else None,
        "publications": publications(page.pk),
        "revision_id": page.latest_revision_id,
    }


def form_for(state: StepState, context: dict[str, Any], data: Any = None) -> DecisionForm:
    """The decision, with what the draft proposes filled in."""
    page = context["page"]
    start: dict[str, Any] = {"change": page.change, "correction": page.correction}
    if page.correction.strip() and not page.change:
        start["change"] = ChangeKind.CORRECTION
    if page.go_live_at is not None:
        start["go_live_at"] = clock.local(page.go_live_at)
    return DecisionForm(data, initial=start, step=state.step, is_known=context["is_known"])


def differences(before: PublicPage, after: PublicPage, *, units: Tree) -> list[Any]:
    """What readers would see otherwise than today."""
    return changed_lines(_texts(before, units), _texts(after, units))


def _texts(page: PublicPage, units: Tree) -> list[str]:
    said = [page.title, *paragraphs_of(page.summary)]
    said += [f"{label}: {value}" for label, value in facts_of(page, units=units)]
    if page.body:
        for text in page.body.stream_block.get_searchable_content(page.body):
            said += paragraphs_of(str(text))
    said += [f"{_('File')}: {one.attachment.title}" for one in _files(page)]
    return said


def facts_of(page: PublicPage, *, units: Tree) -> Iterator[tuple[str, str]]:
    """The particulars of a page that have a value, in words."""
    for field in type(page)._meta.local_concrete_fields:
        if field.name in UNTOLD:
            continue
        value = getattr(page, f"get_{field.name}_display", lambda f=field: getattr(page, f.name))()
        if field.is_relation and getattr(field.related_model, "__name__", "") == "Unit":
            unit_id = getattr(page, field.attname)
            value = units.full_name(unit_id) if unit_id else ""
        if isinstance(field, DateField) and value:
            value = f"{value:%d/%m/%Y}"
        if value not in (None, ""):
            yield str(field.verbose_name).capitalize(), str(value)


def _files(page: PublicPage) -> list[Any]:
    rows = getattr(page, "files", None)
    return [one for one in rows.all() if one.attachment_id] if rows is not None else []
