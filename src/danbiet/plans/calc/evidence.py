"""What a person writes down as evidence, before anything is stored. No Django."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

LARGEST = Decimal("999999999999.99")  # what the column holds


@dataclass(frozen=True, slots=True)
class CreditDraft:
    """So much for that target; `item` names which one where a target asks for a number of each item."""

    target_id: int
    quantity: Decimal
    item: str = ""


@dataclass(frozen=True, slots=True)
class ProofDraft:
    """A link, or a file kept already; `kind` is link, file or photo. Section and page say where to look in it."""

    kind: str
    url: str = ""
    file_id: int | None = None
    section: str = ""
    page: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceDraft:
    """Everything a person says about one piece of evidence."""

    on: date
    title: str
    kind: str
    language: str = "vi"
    note: str = ""
    credits: tuple[CreditDraft, ...] = ()
    proofs: tuple[ProofDraft, ...] = ()


def own_path(url: str, *, base: str) -> str:
    """The path of a page of our own, without its last slash, query and fragment; "" for any other address."""
    if not url.startswith(f"{base}/"):
        return ""
    return url.removeprefix(base).partition("#")[0].partition("?")[0].rstrip("/")


def spread(
    direct: Iterable[CreditDraft], parents: Mapping[int, int | None]
) -> dict[int, tuple[CreditDraft, bool]]:
    """Every target the evidence counts for, with what it adds and whether it was chosen itself.

    From each chosen target up its parents to the top. A target reached on several ways, or chosen and reached, gets the
    largest quantity once: the same deed is not counted twice where its ways meet.
    """
    found: dict[int, tuple[CreditDraft, bool]] = {}
    for credit in direct:
        target_id: int | None = credit.target_id
        seen: set[int] = set()
        while target_id is not None and target_id not in seen:
            seen.add(target_id)
            _keep_larger(found, target_id, credit, is_direct=target_id == credit.target_id)
            target_id = parents.get(target_id)
    return found


def _keep_larger(
    found: dict[int, tuple[CreditDraft, bool]], target_id: int, credit: CreditDraft, *, is_direct: bool
) -> None:
    known = found.get(target_id)
    was_direct = known is not None and known[1]
    if known is None or credit.quantity > known[0].quantity:
        found[target_id] = (CreditDraft(target_id, credit.quantity, credit.item), is_direct or was_direct)
    else:
        found[target_id] = (known[0], is_direct or was_direct)
