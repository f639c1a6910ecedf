"""The units that exist on a day, as the reader of a plan needs to know them."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from .words import flat, tokens

DIRECT_SETS = {
    "departments": ("department",),
    "districts": ("district",),
    "communes": ("commune",),
    "service_units": ("service_unit",),
    "central_agencies": ("central_agency",),
    "mass_organisations": ("mass_organisation",),
    "media": ("broadcaster", "newspaper"),
    "party_bodies": ("party_body",),
    "schools": ("school",),
}
SETS = (*DIRECT_SETS, "all")


@dataclass(frozen=True, slots=True)
class CatalogueUnit:
    """One unit on the day: `name` is its full name, `names` every name and abbreviation valid that day."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: str
    parent_key: str | None = None
    code: str = ""


class UnitCatalogue:
    """All units of one day, seen from the issuer of a plan (`root`)."""

    def __init__(self, units: Iterable[CatalogueUnit], *, root: str) -> None:
        """Keep the units in their given order; `root` is the key of the issuing unit."""
        self.units = tuple(units)
        self.root = root
        self.by_key = {unit.key: unit for unit in self.units}

    @cached_property
    def below(self) -> frozenset[str]:
        """Keys of all units under the issuer, at any depth (the issuer not among them)."""
        children: dict[str | None, list[str]] = {}
        for unit in self.units:
            children.setdefault(unit.parent_key, []).append(unit.key)
        found: set[str] = set()
        waiting = [self.root]
        while waiting:
            for key in children.get(waiting.pop(), []):
                if key not in found:
                    found.add(key)
                    waiting.append(key)
        return frozenset(found)

    def members(self, code: str) -> tuple[str, ...]:
        """Return the keys a set stands for, seen from the issuer, in catalogue order; may be empty."""
        if code == "all":
            return self._addressed()
        if code == "parts":
            return tuple(u.key for u in self.units if u.parent_key == self.root and u.kind != "commune")
        kinds = DIRECT_SETS[code]
        return tuple(unit.key for unit in self.units if unit.kind in kinds and unit.key in self.below)

    def _addressed(self) -> tuple[str, ...]:
        # A province speaks to its own bodies and districts; communes are addressed by their district,
        # unless (since 1 July 2025) no district stands between.
        direct = tuple(u.key for u in self.units if u.parent_key == self.root and u.kind != "school")
        return direct or tuple(u.key for u in self.units if u.key in self.below)

    def full_name(self, key: str) -> str:
        """Return the full name of a unit."""
        return self.by_key[key].name

    @cached_property
    def place(self) -> tuple[str, ...]:
        """The folded words of the province's proper name ("soc", "trang")."""
        for unit in self.units:
            if unit.kind == "province":
                return tuple(
                    t.word for t in tokens(flat(unit.name)) if t.word not in ("tinh", "thanh", "pho")
                )
        return ()

    @cached_property
    def proper_names(self) -> tuple[str, ...]:
        """Proper names of places, as written, longest first: to restore capitals in a title."""
        names = set()
        for unit in self.units:
            if unit.kind in ("province", "district", "commune"):
                words = unit.name.split()
                skip = 2 if flat(unit.name).startswith(("thanh pho", "thi xa", "thi tran", "dac khu")) else 1
                names.add(" ".join(words[skip:]))
        return tuple(sorted((n for n in names if n and not n.isdigit()), key=lambda n: -len(n)))
