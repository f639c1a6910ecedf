"""Texts on their way to readers: at which step, who holds them, since when, until when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from wagtail.models import Page, Revision, TaskState, WorkflowState

from danbiet.org.enums import Role
from danbiet.org.queries import Holder, Rights, Tree, holders, papers_of

from ..enums import StepKind
from ..models import Publication, PublicPage, StepState

HOLDING = (Role.HEAD, Role.EDITOR, Role.OFFICE)


@dataclass(frozen=True, slots=True)
class Held:
    """A text at a step, with the people it waits for (nobody, when no unit up to the province has a head)."""

    state: StepState
    people: tuple[Holder, ...]
    is_overdue: bool

    @property
    def page_id(self) -> int:
        return int(self.state.workflow_state.object_id)

    @property
    def names(self) -> str:
        return ", ".join(dict.fromkeys(one.full_name for one in self.people))


def steps_under_way() -> QuerySet[StepState]:
    """Steps that wait for somebody; their texts are fetched only where they are read."""
    found = StepState.objects.filter(
        status=TaskState.STATUS_IN_PROGRESS,
        workflow_state__status=WorkflowState.STATUS_IN_PROGRESS,
        workflow_state__base_content_type=ContentType.objects.get_for_model(Page),
    )
    return found.select_related("author", "revision", "workflow_state").defer("revision__content")


def step_of(page_id: int) -> StepState | None:
    """The step a page waits at."""
    return steps_under_way().filter(workflow_state__object_id=str(page_id)).order_by("-pk").first()


def step_for(state_id: int) -> StepState | None:
    """A step, whatever became of it."""
    found = StepState.objects.select_related("author", "revision", "workflow_state", "finished_by")
    return found.filter(pk=state_id).first()


def held(states: Iterable[StepState], *, units: Tree, on: date) -> list[Held]:
    """The steps with the people who hold them, in one query.

    A review: editors and reform office of the unit itself, without the author. An approval: the heads of the unit; where it
    has none on the day, the heads of the nearest unit above that has one.
    """
    wanted = list(states)
    if not wanted:
        return []
    chains = {state.pk: chain_up(unit_of(state, units), units=units) for state in wanted}
    people = holders({unit for chain in chains.values() for unit in chain}, *HOLDING, on=on)
    return [
        Held(
            state,
            tuple(_holders(state, chains[state.pk], people)),
            is_overdue=state.due_on is not None and state.due_on < on,
        )
        for state in wanted
    ]


def unit_of(state: StepState, units: Tree) -> int | None:
    """The unit in whose hands the text is: its own, unless a reorganisation gave this one to another (ADR 0045)."""
    return units.keeper("texts", state.pk, state.unit_id) if state.unit_id is not None else None


def chain_up(unit_id: int | None, *, units: Tree) -> list[int]:
    """The unit and those above it, itself first; for a unit that is gone whoever took it over, else the province."""
    seat = units.seat(unit_id)
    above = [unit.id for unit in reversed(units.path(seat))] if seat is not None else []
    return above or ([units.root.id] if len(units) else [])


def _holders(state: StepState, chain: Sequence[int], people: Sequence[Holder]) -> list[Holder]:
    if state.step == StepKind.REVIEW:
        here = [one for one in people if chain and one.unit_id == chain[0] and one.role != Role.HEAD]
        return list({one.user_id: one for one in here if one.user_id != state.author_id}.values())
    for unit_id in chain:
        heads = [one for one in people if one.unit_id == unit_id and one.role == Role.HEAD]
        if heads:
            return heads
    return []


def waiting_for(rights: Rights) -> list[Held]:
    """Texts the person holds, the most pressing first. One query when there is none, two else."""
    reach = rights.unit_ids(*HOLDING)
    if not reach:
        return []
    order = ("due_on", "arrived_at", "pk")
    near = steps_under_way().filter(papers_of("texts", reach, rights.tree)).order_by(*order)
    found = held(near, units=rights.tree, on=rights.on)
    return [one for one in found if any(person.user_id == rights.user_id for person in one.people)]


def count_waiting(rights: Rights) -> int:
    """How many texts wait for the person."""
    return len(waiting_for(rights))


def return_of(page_id: int) -> StepState | None:
    """The step that sent the page back to its author, while nobody has sent it in again."""
    found = WorkflowState.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id=str(page_id),
        status=WorkflowState.STATUS_NEEDS_CHANGES,
    ).first()
    if found is None:
        return None
    rejected = StepState.objects.select_related("finished_by").filter(
        workflow_state=found, status=TaskState.STATUS_REJECTED
    )
    return rejected.order_by("-pk").first()


def needs_choice(page: PublicPage, revision: Revision | None) -> bool:
    """Whether whoever publishes this version must say what changed: readers saw another version of the page before."""
    if page.first_published_at is None or revision is None:
        return False
    return not Publication.objects.filter(page_id=page.pk, revision=revision).exists()


def publications(page_id: int) -> list[Publication]:
    """Every time a version of the page came before readers, newest first."""
    return list(Publication.objects.filter(page_id=page_id).select_related("by"))
