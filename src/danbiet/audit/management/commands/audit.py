"""`danbiet audit verify|seals|seal`: hold the record of every change against its chain of seals; print the seals; seal now."""

from __future__ import annotations

import json
import re
import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from danbiet.audit.actions import seal_all
from danbiet.audit.models import Seal
from danbiet.audit.queries import Fault, Findings, verify
from danbiet.kit import clock
from danbiet.kit.terminal import SpokenCommand

SENTENCES = {
    "seal.missing": gettext_lazy("Seal %(seal)s is missing."),
    "seal.changed": gettext_lazy("Seal %(seal)s of %(at)s was changed, or the one before it."),
    "seal.list": gettext_lazy("The list of rows in seal %(seal)s of %(at)s is not the one that was sealed."),
    "seal.root": gettext_lazy("The entries under seal %(seal)s of %(at)s are not those that were sealed."),
    "seal.witness": gettext_lazy("Seal %(seal)s of %(at)s is another than the one that was kept outside."),
    "trace.changed": gettext_lazy("Entry %(trace)s of the trail was changed (table %(table)s, row %(row)s, seal %(seal)s)."),
    "trace.missing": gettext_lazy("Entry %(trace)s of the trail is missing (table %(table)s, row %(row)s, seal %(seal)s)."),
    "trace.added": gettext_lazy("Entry %(trace)s of the trail was slipped in (table %(table)s, row %(row)s, seal %(seal)s)."),
    "row.changed": gettext_lazy("Table %(table)s, row %(row)s was changed after it had been written on %(at)s."),
    "row.missing": gettext_lazy("Table %(table)s, row %(row)s of %(at)s was deleted."),
    "row.added": gettext_lazy("Table %(table)s, row %(row)s was slipped in: nothing in the trail tells of it."),
    "row.context": gettext_lazy("Table %(table)s, row %(row)s of %(at)s: who did it, or from where, was changed."),
}  # fmt: skip
SEAL_LINE = re.compile(r"^\s*(\d+)\s.*?([0-9a-f]{64})\s*$")


class Command(SpokenCommand):
    help = _("Verify the trail of all changes, print its seals, or seal now.")
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["verify", "seals", "seal"], help=_("what to do"))
        parser.add_argument(
            "--from", dest="since", type=int, default=1, metavar="N", help=_("only from this seal on")
        )
        parser.add_argument(
            "--witness",
            type=Path,
            metavar=_("FILE"),
            help=_("seals as they were printed earlier and kept outside"),
        )
        parser.add_argument("--json", action="store_true", help=_("for other programs to read"))

    def handle(self, *args: Any, what: str, since: int, witness: Path | None, **options: Any) -> None:
        is_json = bool(options["json"])
        if what == "seal":
            self.stdout.write(_("%(count)s seals were made.") % {"count": seal_all(at=clock.now())})
        elif what == "seals":
            self.stdout.write(_printed(since, is_json=is_json))
        else:
            self._verify(since, _witnessed(witness), is_json=is_json)

    def _verify(self, since: int, witnessed: dict[int, str], *, is_json: bool) -> None:
        began = time.monotonic()
        shown = None if is_json or not sys.stderr.isatty() else self._shown
        found = verify(from_seal=since, witnessed=witnessed, progress=shown)
        if is_json:
            self.stdout.write(as_json(found))
        else:
            self.stdout.write("\n".join(lines(found, seconds=time.monotonic() - began)))
        if not found.is_sound:
            sys.exit(1)

    def _shown(self, stage: str, count: int) -> None:
        self.stderr.write(f"  {stage}: {count}", ending="\r" if stage == "seals" else "\n")


def lines(found: Findings, *, seconds: float) -> list[str]:
    """The findings in words, a line each."""
    told = [
        _("%(seals)s seals over %(traces)s entries, %(unsealed)s not yet sealed, %(rows)s rows held against them in %(seconds)s seconds.")
        % {"seals": found.seals, "traces": found.traces, "unsealed": found.unsealed, "rows": found.rows, "seconds": f"{seconds:.1f}"},
        _("Last seal: %(head)s") % {"head": found.head or "–"},
    ]  # fmt: skip
    told += [
        _("• Emptied with a reason on %(at)s: table %(table)s, row %(row)s (%(reason)s)")
        % {
            "at": f"{clock.local(one.at):%d/%m/%Y %H:%M}",
            "table": one.table,
            "row": one.row,
            "reason": one.reason,
        }
        for one in found.erased
    ]
    told += [
        _(
            "• Table %(table)s: an upgrade took away columns; %(count)s rows can no longer be computed, but that they were there is sealed."
        )
        % {"table": table, "count": count if count >= 0 else "?"}
        for table, count in found.unknowable.items()
    ]
    if found.is_sound:
        return [*told, _("✔ Everything agrees.")]
    told += [f"✘ {sentence(one)}" for one in found.faults]
    kept = len(found.faults)
    if sum(found.counts.values()) > kept:
        told.append(_("  … and %(count)s more") % {"count": sum(found.counts.values()) - kept})
    return [*told, _("✘ %(count)s things do not agree.") % {"count": sum(found.counts.values())}]


def sentence(fault: Fault) -> str:
    """One fault in words."""
    told = {**asdict(fault), "at": f"{clock.local(fault.at):%d/%m/%Y %H:%M}" if fault.at else "?"}
    return str(SENTENCES[fault.code]) % told


def as_json(found: Findings) -> str:
    """The findings for programs."""
    told = {name: value for name, value in asdict(found).items() if not name.startswith("_")}
    return json.dumps({**told, "is_sound": found.is_sound}, default=str, ensure_ascii=False)


def _printed(since: int, *, is_json: bool) -> str:
    seals = Seal.objects.filter(number__gte=since).order_by("number").values("number", "at", "count", "hash")
    rows: list[dict[str, Any]] = [
        {**one, "hash": bytes(one["hash"]).hex()} for one in seals.iterator(chunk_size=500)
    ]
    if is_json:
        return json.dumps(rows, default=str)
    return "\n".join(
        f"{one['number']:>8}  {clock.local(one['at']):%d/%m/%Y %H:%M}  {one['count']:>8}  {one['hash']}"
        for one in rows
    )


def _witnessed(path: Path | None) -> dict[int, str]:
    """Number → hash out of what `seals` printed, as text or JSON."""
    if path is None:
        return {}
    try:
        text = path.read_text(encoding="utf-8")
        if text.lstrip().startswith("["):
            return {int(one["number"]): str(one["hash"]) for one in json.loads(text)}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(_("The list of seals cannot be read: %(error)s") % {"error": error}) from error
    found = {int(match[1]): match[2] for match in map(SEAL_LINE.match, text.splitlines()) if match}
    if not found:
        raise CommandError(_("There is no seal in this file."))
    return found
