"""The doors of the screens about people: who may look at whom, who may change whom."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _

from danbiet.kit.text import viet_sort_key
from danbiet.org.enums import Role
from danbiet.org.permissions import (
    is_province_office,
    managed_units,
    may_give,
    may_see_people,
    may_tend,
    roles_to_give,
)
from danbiet.org.queries import Rights
from danbiet.org.queries.people import Held, Person, membership_of, person_for

from .door import DeskRequest
from .ways import found, must


def sees(rights: Rights, one: Person) -> bool:
    """Whether somebody may open the page about the person: oneself, the province's office, and who looks after a unit of theirs."""
    if one.pk == rights.user_id or is_province_office(rights):
        return True
    managed = managed_units(rights)
    return may_see_people(rights) and any(unit in managed for _role, unit in one.lasting(rights.on))


def seen_person(request: DeskRequest, pk: int) -> Person:
    """A person one may look at; somebody else's people are not there (404)."""
    one = found(person_for(pk))
    return found(one if sees(request.rights, one) else None)


def tended_person(request: DeskRequest, pk: int) -> Person:
    """A person one may change, lock and let in; one who also works elsewhere is the office's above (403)."""
    one = seen_person(request, pk)
    must(
        may_tend(request.rights, one.lasting(request.on)),
        _("This person holds a role that is not yours to give: ask the office above."),
    )
    return one


def given_role(request: DeskRequest, pk: int, membership_id: int) -> tuple[Person, Held]:
    """A role of a person that one may change and end."""
    one = seen_person(request, pk)
    held = found(membership_of(membership_id, pk))
    must(
        may_give(request.rights, held.unit_id, held.role),
        _("You may not give or end this role in this unit."),
    )
    return one, held


def unit_choices(rights: Rights) -> list[tuple[int, str]]:
    """Units in which one may give a role, by name."""
    units = [pk for pk in managed_units(rights) if pk in rights.tree and roles_to_give(rights, pk)]
    return sorted(((pk, rights.tree.full_name(pk)) for pk in units), key=lambda one: viet_sort_key(one[1]))


def given_roles(rights: Rights) -> tuple[Role, ...]:
    """Roles one may give somewhere; whether here is asked again when it is given."""
    units = rights.units_held(Role.OFFICE, Role.HEAD) | {
        child.id for unit in rights.units_held(Role.OFFICE) for child in rights.tree.children(unit)
    }
    allowed = {role for unit in units for role in roles_to_give(rights, unit)}
    return tuple(role for role in Role if role in allowed)


def crumbs(*steps: tuple[str, int], here: str, is_known: bool = True) -> list[dict[str, str]]:
    """The way from the list over people (name, id) to here; without the list for who may not open it."""
    way = [{"label": _("People"), "url": reverse("org:person-list")}] if is_known else []
    way += [{"label": name, "url": reverse("org:person", args=[pk])} for name, pk in steps]
    return [*way, {"label": here}]
