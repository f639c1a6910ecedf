"""Publishing an edition: at once, or of a large one in the background."""

from __future__ import annotations

import logging
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app as jobs

from danbiet.accounts.models import User
from danbiet.measures.actions import record_event
from danbiet.measures.registry import INDICES_PUBLISHED
from danbiet.org.queries import Rights

from .. import permissions as may
from ..calc.published import medians_of
from ..enums import OrderState, Stage
from ..models import Edition, Publication, PublicationOrder, PublishedUnit
from ..queries import editions as ask
from ..queries.sheets import figures_of, stand_of
from ..registry import PUBLISH_JOB
from .noting import held_edition, must, not_awaited, note, stands_at

log = logging.getLogger("danbiet.indices")
LAST_ATTEMPT = 3


@transaction.atomic
def publish(
    edition_id: int, *, decision: str, rights: Rights, on: date, at: datetime, by: User
) -> Publication:
    """Publish the figures as they stand: kept as they are, counted in `measures`. NotNow before the council's days are over, and while
    it is being published in the background."""
    edition = _to_publish(edition_id, rights=rights, on=on)
    return _published(edition, decision=decision, on=on, at=at, by=by)


@transaction.atomic
def order_publication(
    edition_id: int, *, decision: str, rights: Rights, on: date, at: datetime, by: User
) -> PublicationOrder:
    """Have a large edition published by the job, with the figures that stand now: nobody changes any meanwhile. Refusals as for `publish`."""
    edition = _to_publish(edition_id, rights=rights, on=on)
    order = PublicationOrder.objects.create(edition=edition, decision=decision, on=on, at=at, by=by)
    note("publication_ordered", edition, by=by, at=at, decision=decision)
    jobs.configure_task(PUBLISH_JOB).defer(order_id=order.pk)
    return order


def perform_order(order_id: int, *, at: datetime) -> None:
    """Publish what was ordered; does nothing when that is done or another worker has it. What goes wrong is told on the edition's page.

    `at`: the moment of publication. After three attempts that came to no end it has failed, and the head orders anew.
    """
    if not _begun(order_id):
        return
    try:
        with transaction.atomic():
            order = _held(order_id)
            if order is None:
                return
            edition = held_edition(order.edition_id)
            stands_at(edition, Stage.CLOSED, on=order.on)
            _published(edition, decision=order.decision, on=order.on, at=at, by=order.by)
            _leave(order, OrderState.DONE)
    except Exception:
        # whatever went wrong is told to who ordered and kept in the log; the worker goes on
        log.exception("publication order %s failed", order_id)
        PublicationOrder.objects.filter(pk=order_id).update(state=OrderState.FAILED)


def perform_waiting(*, at: datetime) -> int:
    """Publish every order that waits, also one whose job was lost; how many waited."""
    waiting = list(
        PublicationOrder.objects.filter(state=OrderState.WAITING).order_by("pk").values_list("pk", flat=True)
    )
    for order_id in waiting:
        perform_order(order_id, at=at)
    return len(waiting)


@transaction.atomic
def _begun(order_id: int) -> bool:
    """Whether there is something to do; the attempt is kept even if the worker dies in it."""
    order = _held(order_id)
    if order is None:
        return False
    if order.attempts >= LAST_ATTEMPT:
        _leave(order, OrderState.FAILED)
        return False
    order.attempts += 1
    order.save(update_fields=["attempts"])
    return True


def _held(order_id: int) -> PublicationOrder | None:
    """The order while it waits, held until the transaction ends; None also where another worker holds it."""
    rows = PublicationOrder.objects.select_for_update(no_key=True, skip_locked=True, of=("self",))
    return rows.select_related("by").filter(pk=order_id, state=OrderState.WAITING).first()


def _leave(order: PublicationOrder, state: OrderState) -> None:
    order.state = state
    order.save(update_fields=["state"])


def _to_publish(edition_id: int, *, rights: Rights, on: date) -> Edition:
    edition = held_edition(edition_id)
    must(
        may.may_publish(rights, edition, stage=stands_at(edition, Stage.CLOSED, on=on)),
        _("Only the head of the unit whose edition it is publishes it."),
    )
    not_awaited(edition)
    return edition


def _published(edition: Edition, *, decision: str, on: date, at: datetime, by: User) -> Publication:
    about = {
        "title": edition.name, "year": edition.year, "units_on": edition.units_on.isoformat(), "decision": decision,
        "criteria_set": edition.criteria_set.name, "is_demonstration": edition.criteria_set.is_demonstration,
    }  # fmt: skip
    figures = figures_of(edition, stand_of(edition, ask.tree_for(edition)), about=about)
    made = Publication.objects.create(
        edition=edition,
        number=edition.publications.count() + 1,
        figures=figures,
        decision=decision,
        at=at,
        by=by,
    )
    _keep_units(made)
    edition.published_at = at
    edition.save(update_fields=["published_at"])
    record_event(
        INDICES_PUBLISHED, on=on, unit_id=edition.office_id, title=edition.name, source_kind="indices.edition",
        source_id=edition.pk, at=at, url=f"/chi-so/{edition.pk}/",
    )  # fmt: skip
    note("published", edition, by=by, at=at, decision=decision)
    return made


def _keep_units(made: Publication) -> None:
    """Each unit's part of what was published in a row of its own."""
    for group in made.figures["groups"]:
        units, medians = group["units"], medians_of(group["units"])
        PublishedUnit.objects.bulk_create(
            (
                PublishedUnit(
                    publication=made, code=one["code"], group=group["group"], count=len(units), medians=medians, figures=one
                )
                for one in units
            ),
            batch_size=500,
        )  # fmt: skip
