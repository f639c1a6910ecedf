"""Decisions on units: planned, changed and cancelled without a trace; put in force on their day; undone exactly (ADR 0037)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.audit.actions import record
from danbiet.org.calc.orders import Step, as_data, as_steps
from danbiet.org.enums import OrderState
from danbiet.org.models import Custody, ItemCustody, ReorganisationOrder
from danbiet.org.queries import names_of, open_counts, tree, units_ending
from danbiet.org.registry import Handover, carriers
from danbiet.org.signals import units_changed

from .dealing import choices_for, chosen_ids, keep_items
from .lives import Decree, NotPossible
from .structure import Written, unwrite, write_steps
from .turns import take_turn


class Hindered(NotPossible):
    """The decision cannot be undone because something newer builds on it; `reasons` says what. Nothing was changed."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__(" ".join(reasons))
        self.reasons = list(reasons)


class NotTried(Exception):
    """Ends a trial: everything was done and is now undone."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A decision as its paper says."""

    on: date
    title: str
    basis: str = ""
    basis_on: date | None = None
    source: str = ""
    choices: Mapping[str, Any] = field(default_factory=dict)


def plan_order(wording: Wording, steps: Sequence[Step], *, by: User | None, at: datetime) -> int:
    """Write a decision down for its day; answers its id. Nothing else changes. Refused without steps or a title."""
    _check(wording, steps)
    with transaction.atomic():
        order = ReorganisationOrder.objects.create(
            **_values(wording), steps=as_data(steps), created_by=by, created_at=at
        )
        _record("org.order_planned", order, by=by, at=at)
    return order.pk


def change_order(
    pk: int, wording: Wording, steps: Sequence[Step], *, version: int, by: User | None, at: datetime
) -> None:
    """A planned decision says something else. Refused once it is in force, or when somebody saved after `version`."""
    _check(wording, steps)
    with transaction.atomic():
        order = _locked(pk, OrderState.PLANNED)
        if order.version != version:
            raise NotPossible(
                _("Somebody else has changed this decision in the meantime. Nothing was overwritten.")
            )
        for name, value in {**_values(wording), "steps": as_data(steps)}.items():
            setattr(order, name, value)
        order.choices = choices_for(steps, order.choices, wording.on)
        order.version += 1
        order.problem = ""
        order.save()
        _record("org.order_changed", order, by=by, at=at)


def choose_takers(pk: int, choices: Mapping[str, Any], *, by: User | None, at: datetime) -> None:
    """Who takes over what nobody is named for (`work_to`: a code). What goes to whom is dealt out by `dealing`."""
    with transaction.atomic():
        order = _locked(pk, OrderState.PLANNED)
        order.choices = {**order.choices, **choices}
        order.version += 1
        order.problem = ""
        order.save(update_fields=["choices", "version", "problem"])
        _record("org.order_changed", order, by=by, at=at)


def cancel_order(pk: int, *, by: User | None, at: datetime) -> None:
    """A planned decision will not happen. Refused once it is in force."""
    with transaction.atomic():
        order = _locked(pk, OrderState.PLANNED)
        order.state, order.ended_at, order.ended_by = OrderState.CANCELLED, at, by
        order.save(update_fields=["state", "ended_at", "ended_by"])
        _record("org.order_cancelled", order, by=by, at=at)


def apply_order(pk: int, *, by: User | None, on: date, at: datetime, is_trial: bool = False) -> None:
    """Put a planned decision in force: tree, custody, open work of every noun, in one transaction.

    Refused (NotPossible) before its day, a second time, or when it makes no sense with the units as they are; then nothing
    has happened. A trial does everything, the day left aside, and takes it back.
    """
    try:
        with transaction.atomic():
            order = _locked(pk, OrderState.PLANNED)
            if order.on > on and not is_trial:
                raise NotPossible(
                    _("The decision comes into force on %(day)s, not before.")
                    % {"day": f"{order.on:%d/%m/%Y}"}
                )
            take_turn()
            _put_in_force(order, by=by, at=at)
            if is_trial:
                raise NotTried
    except NotTried:
        pass
    except IntegrityError as error:
        said = str(error).strip().splitlines()[0]
        raise NotPossible(
            _("The decision contradicts units already stored: %(error)s") % {"error": said}
        ) from error


def apply_due(*, on: date, at: datetime) -> int:
    """Put in force every decision whose day has come, each in its own transaction; answers how many. One that cannot be is
    left planned with the reason on it. Safe to run twice."""
    count = 0
    days = ReorganisationOrder.objects.filter(state=OrderState.PLANNED, on__lte=on).order_by("on", "id")
    for pk in list(days.values_list("pk", flat=True)):
        try:
            apply_order(pk, by=None, on=on, at=at)
            count += 1
        except NotPossible as refusal:
            ReorganisationOrder.objects.filter(pk=pk, state=OrderState.PLANNED).update(problem=str(refusal))
    return count


def undo_order(pk: int, *, by: User | None, at: datetime, is_trial: bool = False) -> None:
    """Take a decision in force back: everything as it was before. Refused (Hindered) where something newer builds on it."""
    try:
        with transaction.atomic():
            order = _locked(pk, OrderState.APPLIED)
            take_turn()
            reasons = _take_back(order)
            if reasons:
                raise Hindered(reasons)
            order.state, order.ended_at, order.ended_by, order.record = OrderState.UNDONE, at, by, {}
            order.save(update_fields=["state", "ended_at", "ended_by", "record"])
            _record("org.order_undone", order, by=by, at=at)
            _tell(order, at)
            if is_trial:
                raise NotTried
    except NotTried:
        pass


def _put_in_force(order: ReorganisationOrder, *, by: User | None, at: datetime) -> None:
    steps = as_steps(order.steps)
    work_to = order.choices.get("work_to", "")
    _refuse_unnamed(order, steps, work_to)
    decree = Decree(
        on=order.on, by=by, at=at, title=order.title if len(steps) == 1 else "", basis=_basis(order)
    )
    written = write_steps(steps, decree=decree, work_to=work_to)
    homeless = {unit for step in steps for unit in step.ending if step.people == "end"}
    homeless |= set(written.silent)
    handover = Handover(
        on=order.on,
        at=at,
        by=by,
        heirs=written.heirs,
        by_kind=_by_kind(order, written),
        items=chosen_ids(order, "items"),
        divided=frozenset(unit for step in steps if step.kind == "split" for unit in step.before),
        homeless=frozenset(homeless),
    )
    counts = open_counts(written.heirs, order.on)
    Custody.objects.bulk_create(
        Custody(order=order, unit_id=unit, taker_id=heir, starts_on=order.on)
        for unit, heir in written.heirs.items()
    )
    keep_items(order, handover)
    carried = {one.key: one.carry(handover) for one in carriers() if one.carry is not None}
    order.record = {
        "structure": {**asdict(written), "heirs": [list(pair) for pair in written.heirs.items()]},
        "carried": carried,
        "counts": {"before": counts, "after": open_counts(written.heirs, order.on)},
    }
    order.state, order.applied_at, order.applied_by, order.problem = OrderState.APPLIED, at, by, ""
    order.save(update_fields=["record", "state", "applied_at", "applied_by", "problem"])
    _record("org.order_applied", order, by=by, at=at, counts=counts)
    _tell(order, at)


def _take_back(order: ReorganisationOrder) -> list[str]:
    custodies, single = Custody.objects.filter(order=order), ItemCustody.objects.filter(order=order)
    takers = {*custodies.values_list("taker_id", flat=True), *single.values_list("taker_id", flat=True)}
    ended = set(
        Custody.objects.filter(unit__in=takers).exclude(order=order).values_list("unit_id", flat=True)
    )
    if ended:
        names = ", ".join(sorted(names_of(ended, order.on).values()))
        return [_("A later decision has ended units that took work over: %(names)s.") % {"names": names}]
    reasons: list[str] = []
    for carrier in reversed(carriers()):
        kept = order.record["carried"].get(carrier.key)
        if carrier.undo is not None and kept is not None:
            reasons += carrier.undo(kept)
    custodies.delete()
    single.delete()
    return reasons or unwrite(order.record["structure"])


def _refuse_unnamed(order: ReorganisationOrder, steps: Sequence[Step], work_to: str) -> None:
    eve = order.on - timedelta(days=1)
    _ending, unnamed = units_ending(steps, day=tree(order.on), work_to=work_to)
    if unnamed:
        names = sorted(names_of(unnamed, eve).values())
        shown = ", ".join(names[:5]) + (" …" if len(names) > 5 else "")
        raise NotPossible(
            _("%(count)s units end on the day and nobody is named who takes over their work: %(names)s")
            % {"count": len(names), "names": shown}
        )


def _by_kind(order: ReorganisationOrder, written: Written) -> dict[str, dict[int, int]]:
    found = {kind: dict(rows) for kind, rows in written.by_kind.items()}
    for kind, rows in chosen_ids(order, "kinds").items():
        found.setdefault(kind, {}).update(rows)
    return found


def _basis(order: ReorganisationOrder) -> str:
    if order.basis and order.basis_on:
        return _("%(number)s of %(day)s") % {"number": order.basis, "day": f"{order.basis_on:%d/%m/%Y}"}
    return order.basis


def _locked(pk: int, state: OrderState) -> ReorganisationOrder:
    order = ReorganisationOrder.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if order is None:
        raise NotPossible(_("There is no such decision."))
    if order.state != state:
        raise NotPossible(
            _("The decision is already: %(state)s.") % {"state": str(OrderState(order.state).label).lower()}
        )
    return order


def _check(wording: Wording, steps: Sequence[Step]) -> None:
    if not wording.title.strip():
        raise NotPossible(_("A decision needs a title."))
    if len(wording.title) > 300 or len(wording.basis) > 200:
        raise NotPossible(_("The title has at most 300 characters, the number of the decision 200."))
    if not steps:
        raise NotPossible(_("The decision changes nothing: name at least one unit."))


def _values(wording: Wording) -> dict[str, Any]:
    return {
        "on": wording.on,
        "title": " ".join(wording.title.split()),
        "basis": " ".join(wording.basis.split()),
        "basis_on": wording.basis_on,
        "source": wording.source[:255],
        "choices": dict(wording.choices),
    }


def _tell(order: ReorganisationOrder, at: datetime) -> None:
    transaction.on_commit(partial(units_changed.send, sender=None, on=order.on, at=at))


def _record(verb: str, order: ReorganisationOrder, *, by: User | None, at: datetime, **details: Any) -> None:
    record(
        verb,
        by=by,
        at=at,
        kind="reorganisation_order",
        object_id=order.pk,
        title=order.title,
        reason=order.basis,
        on=order.on.isoformat(),
        **details,
    )


__all__ = [
    "Hindered", "NotPossible", "Wording", "Written", "apply_due", "apply_order", "cancel_order", "change_order", "choose_takers",
    "plan_order", "undo_order",
]  # fmt: skip
