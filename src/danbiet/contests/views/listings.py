"""Lists of contests as files: a bank, head-counts, turn-out, suspicions, appeals, winners and the standings of a round; what everybody
may take of standings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from danbiet.exports.views.listing import Listing, told_of
from danbiet.kit.listing import MOST_ROWS
from danbiet.kit.text import half_up

from ..calc import standing_files as files
from ..calc.canonical import pseudonym
from ..calc.formats.draft import LETTERS, letters_of
from ..calc.fraud import Limits
from ..models import Appeal, Bank, Contest, HeadCount, Round, Suspicion, Winner
from ..queries.items import Row
from .changes import evidence, threshold
from .public_words import why_unranked

MOST_LINES = 500_000  # of a CSV file, which costs little
# Of a file anybody may ask for, again and again: under a second of work. The published bundle holds everybody.
MOST_IN_PUBLIC = {"csv": MOST_ROWS, "xlsx": 2_000, "pdf": 2_000}


def bank(one: Bank, rows: Iterable[Row], told: str) -> Listing:
    """The items shown, with their options: as they are read when they are reviewed on paper."""
    head = [
        _("Code"), pgettext("contest item", "Question"), _("Options"), pgettext("contest item", "Key"),
        pgettext("contest bank", "Section"), _("Level"), pgettext("contest item", "Wording"),
    ]  # fmt: skip
    cells = [
        [
            row.item.key, row.newest.text,
            "\n".join(f"{letter}. {words}" for letter, words in zip(LETTERS, row.newest.options, strict=False)),
            letters_of(row.newest.key), row.item.section, row.item.level, row.newest.get_state_display(),
        ]
        for row in islice(rows, MOST_ROWS + 1)
    ]  # fmt: skip
    return Listing(
        name=f"{one.contest.key}-{one.key}-danh-sach",
        title=f"{one.name}, {one.contest.title}",
        head=head,
        rows=cells,
        told=told,
    )


def head_counts(contest: Contest, rows: Iterable[tuple[HeadCount, str, str]]) -> Listing:
    """Each unit (name, block) with what it declared and who did."""
    head = [
        _("Unit"), pgettext("contest", "Block of units"), pgettext("contest", "Head-count"), _("Declared"), pgettext("head-count", "Declared by"),
    ]  # fmt: skip
    cells = [
        [
            name,
            block,
            one.count or None,
            one.declared_at,
            one.declared_by.full_name if one.declared_by else "",
        ]
        for one, name, block in rows
    ]
    title = f"{_('Head-counts')}: {contest.title}"
    return Listing(name=f"{contest.key}-quan-so", title=title, head=head, rows=cells)


def turnout(one: Round, rows: Iterable[dict[str, Any]]) -> Listing:
    """Units with people who handed in, head-count and turn-out, as the round's page shows them."""
    head = [_("Unit"), pgettext("contest", "People"), pgettext("contest", "Head-count"), _("Turn-out, %")]
    cells = [[row["name"], row["people"], row["count"] or None, half_up(row["percent"])] for row in rows]
    return Listing(
        name=_name(one, "ty-le-tham-gia"), title=_title(_("Turn-out by unit"), one), head=head, rows=cells
    )


def suspicions(one: Round, rows: Iterable[Suspicion], limits: Limits) -> Listing:
    """Everything the machine found in the round, with what a person decided."""
    head = [
        pgettext("contest result", "What"), _("What was seen"), _("Limit"), pgettext("contest", "Attempts"), _("Found"),
        _("State"), _("Note"),
    ]  # fmt: skip
    cells = [
        [
            row.get_kind_display(), evidence(row.kind, row.evidence), threshold(row.kind, row.evidence, limits),
            len(row.starts), row.found_at, row.get_state_display(), row.note,
        ]
        for row in rows
    ]  # fmt: skip
    return Listing(name=_name(one, "nghi-van"), title=_title(_("Suspicions"), one), head=head, rows=cells)


def appeals(one: Round, rows: Iterable[Appeal]) -> Listing:
    """The appeals as everybody who decides reads them: masked."""
    head = [
        _("Participant"),
        _("Appeal"),
        pgettext("appeal", "Came"),
        _("State"),
        pgettext("appeal", "Answer"),
    ]
    cells = [
        [pseudonym(row.entrant.code), row.masked, row.made_at, row.get_state_display(), row.answer]
        for row in rows
    ]
    return Listing(name=_name(one, "khieu-nai"), title=_title(_("Appeals"), one), head=head, rows=cells)


def winners(one: Round, rows: Iterable[tuple[Winner, str, str, str]]) -> Listing:
    """Prize, among whom, who, and whether the head stands by it."""
    head = [
        _("Prize"), pgettext("prize", "Among"), pgettext("prize", "Who"), pgettext("prize", "shared"),
        pgettext("winner", "Confirmed"), _("Confirmed by"),
    ]  # fmt: skip
    cells = [
        [
            prize, group, who, _("yes") if row.is_shared else "", row.confirmed_at,
            row.confirmed_by.full_name if row.confirmed_by else "",
        ]
        for row, prize, group, who in rows
    ]  # fmt: skip
    return Listing(name=_name(one, "giai-thuong"), title=_title(_("Winners"), one), head=head, rows=cells)


def persons(
    one: Round, folder: Path, audience: tuple[str, str], names: dict[str, str], *, kind: str
) -> Listing:
    """All ranks of an audience (key and name), by pseudonym. NoSuchPage where the files are gone meanwhile.

    A CSV file holds everybody; Excel and PDF the first MOST_ROWS, and say so.
    """
    key, name = audience
    summary = files.summary(folder)
    figures = summary["audiences"][key]
    head = [
        pgettext("contest", "Rank"), pgettext("contest", "Shared rank"), _("Participant"), _("Unit"), _("Points"),
        pgettext("contest answers", "Right"), _("Questions"), _("Seconds"), _("Prediction"), _("Off the number"),
    ]  # fmt: skip
    most = MOST_LINES if kind == "csv" else MOST_ROWS
    cells = [
        [
            row["rank"], _("yes") if row["shared"] else "", pseudonym(row["code"]), names.get(row["unit"], ""),
            Decimal(row["points"]) / 100, row["correct"], row["total"], Decimal(row["time_ms"]) / 1000, row["prediction"],
            row["distance"],
        ]
        for row in islice(_ranked(folder, key, figures["pages"]), most)
    ]  # fmt: skip
    told = told_of([(_("Group"), name), (_("Standings"), standing_words(summary))])
    if figures["rows"] > len(cells):
        told += "; " + _("only the first %(count)s of %(all)s: the CSV file holds all of them") % {
            "count": len(cells), "all": figures["rows"],
        }  # fmt: skip
    title = _title(_("Standings"), one)
    return Listing(
        name=_name(one, f"xep-hang-{key}"), title=title, head=head, rows=cells, told=told, most=most
    )


def public_persons(
    one: Round,
    folder: Path,
    audience: tuple[str, str],
    names: dict[str, str],
    *,
    has_prediction: bool,
    kind: str,
) -> Listing:
    """Ranks of an audience (key and name) with what the public page shows of a person and nothing more: tenths of a second, no distance
    from the number. Right answers and questions stand apart, because Excel takes 8/10 for a day."""
    key, name = audience
    summary = files.summary(folder)
    head = [
        _("Rank"), _("Pseudonym"), *([_("Unit")] if names else []), _("Points"), _("Right answers"),
        pgettext("questionnaire", "Questions"), _("Seconds"),
        *([_("Prediction")] if has_prediction else []),
    ]  # fmt: skip
    most = MOST_IN_PUBLIC[kind]
    cells = [
        [
            row["rank"], pseudonym(row["code"]), *([names.get(row["unit"], "")] if names else []), Decimal(row["points"]) / 100,
            row["correct"], row["total"], Decimal(row["time_ms"] // 100) / 10, *([row["prediction"]] if has_prediction else []),
        ]
        for row in islice(_ranked(folder, key, summary["audiences"][key]["pages"]), most + 1)
    ]  # fmt: skip
    told = told_of([(_("Group"), name), (_("Standings"), standing_words(summary))])
    title = _title(_("Standings"), one)
    return Listing(
        name=_name(one, f"bang-xep-hang-{key}"), title=title, head=head, rows=cells, told=told, most=most
    )


def _ranked(folder: Path, audience: str, pages: int) -> Iterator[dict[str, Any]]:
    for number in range(1, pages + 1):
        yield from files.page(folder, audience, number)


def units(one: Round, folder: Path) -> Listing:
    """All blocks with their units; why one is not ranked. NoSuchPage where the files are gone meanwhile."""
    summary = files.summary(folder)
    head = [
        _("Block"), pgettext("contest", "Rank"), _("Unit"), _("Participants"), _("Head-count"), _("Turn-out, %"),
        _("Mean mark, %"), pgettext("contest", "Score"), _("Note"),
    ]  # fmt: skip
    cells = [
        [
            block["name"], row["rank"], row["name"], row["participants"], row["headcount"] or None, _hundredths(row["turnout"]),
            _hundredths(row["average"]), _hundredths(row["score"]), why_unranked(row["status"]),
        ]
        for block in files.units(folder)["blocks"]
        for row in block["units"]
    ]  # fmt: skip
    told = told_of([(_("Standings"), standing_words(summary))])
    title = _title(_("Standings of units"), one)
    return Listing(name=_name(one, "xep-hang-don-vi"), title=title, head=head, rows=cells, told=told)


def standing_words(summary: dict[str, Any]) -> str:
    """Whether standings are final, from their summary."""
    if summary["is_final"]:
        return pgettext("standings", "Final")
    return pgettext("standings", "Provisional")


def _hundredths(ten_thousandths: int | None) -> Decimal | None:
    """Ten-thousandths of a percent or point with two places."""
    if ten_thousandths is None:
        return None
    return (Decimal(ten_thousandths) / 10_000).quantize(Decimal("0.01"))


def _name(one: Round, what: str) -> str:
    return f"{one.contest.key}-{one.key}-{what}"


def _title(what: str, one: Round) -> str:
    return f"{what}: {one.contest.title}, {one.name}"
