"""What a decision would change, and what a suspicion rests on, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ..calc.canonical import pseudonym
from ..calc.fraud import Limits
from ..calc.prizes import Won
from ..calc.rules import Rules
from ..queries.standing import SHOWN, Change

LISTED = 8  # moves told one by one


def seconds(milliseconds: int) -> str:
    """64,5 giây, as a number alone."""
    return f"{milliseconds / 1000:.1f}".replace(".", ",")


def sentences(change: Change, rules: Rules, names: Mapping[str, str]) -> list[str]:
    """What would change, the most important first; one sentence when nothing does. `names` are the units'."""
    found: list[str] = []
    prizes = {prize.key: prize for prize in rules.prizes}

    def told(row: Won) -> str:
        who = pseudonym(row.winner) if prizes[row.prize].to == "person" else names.get(row.winner, row.winner)
        return f"{prizes[row.prize].name}: {who}"

    for audience in rules.audiences:
        before, after = change.before.get(audience.key), change.after.get(audience.key)
        if before is None or after is None or before == after:
            continue
        if before.target != after.target:
            said = {"audience": audience.name, "before": before.target, "after": after.target}
            found.append(
                _("%(audience)s: the number that was to be guessed changes from %(before)s to %(after)s.")
                % said
            )
        if before.participants != after.participants:
            said = {"audience": audience.name, "before": before.participants, "after": after.participants}
            found.append(_("%(audience)s: %(before)s people are ranked, then %(after)s.") % said)
    if change.lost:
        found.append(_("No longer wins: %(who)s.") % {"who": "; ".join(map(told, change.lost))})
    if change.won:
        found.append(_("Wins instead: %(who)s.") % {"who": "; ".join(map(told, change.won))})
    if change.moves:
        moves = ", ".join(
            f"{pseudonym(move.participant)} {move.before or '–'} → {move.after or '–'}"
            for move in change.moves[:LISTED]
        )
        text = ngettext(
            "%(count)s rank among the first %(shown)s changes: %(moves)s",
            "%(count)s ranks among the first %(shown)s change: %(moves)s",
            len(change.moves),
        )
        more = " …" if len(change.moves) > LISTED else "."
        found.append(text % {"count": len(change.moves), "shown": SHOWN, "moves": moves} + more)
    return found or [_("Neither the first %(shown)s ranks nor a prize changes.") % {"shown": SHOWN}]


def evidence(kind: str, said: Mapping[str, Any]) -> str:
    """What was seen."""
    if kind == "too_fast":
        return _("%(right)s of %(questions)s right in %(time)s seconds; reading alone takes %(least)s.") % {
            **said, "time": seconds(said["time_ms"]), "least": seconds(said["least_ms"]),
        }  # fmt: skip
    if kind == "cluster":
        return _(
            "%(people)s people one after the other from what looks like one device in one network, within %(minutes)s minutes. "
            "Machines of an office may look alike: ask before deciding."
        ) % {**said}
    if "same_seconds" in said:
        return _(
            "%(people)s entries whose %(same_seconds)s answers were chosen in the very same seconds."
        ) % {**said}
    return _(
        "The same options in all %(questions)s questions both had, %(same_wrong)s of them wrong in the same way; begun %(begun)s and "
        "handed in %(done)s seconds apart."
    ) % {**said, "begun": seconds(said["begun_apart_ms"]), "done": seconds(said["done_apart_ms"])}


def threshold(kind: str, said: Mapping[str, Any], limits: Limits) -> str:
    """By which of the contest's limits it was found."""
    if kind == "too_fast":
        return _("By the limit: under %(least)s seconds a question, with at least %(right)s %% right.") % {
            "least": seconds(limits.quickest_ms), "right": limits.quick_right,
        }  # fmt: skip
    if kind == "cluster":
        return _("By the limit: at least %(people)s people on one device.") % {"people": limits.people}
    if "same_seconds" in said:
        return _("By the limit: at least %(count)s answers in the same seconds.") % {"count": limits.trail}
    return _(
        "By the limit: begun at most %(begun)s and handed in at most %(done)s seconds apart, at least %(same_wrong)s wrong in the same "
        "way among at least %(shared)s questions both had."
    ) % {
        "begun": seconds(limits.begun_apart_ms), "done": seconds(limits.done_apart_ms), "same_wrong": limits.same_wrong,
        "shared": limits.shared,
    }  # fmt: skip


FLAGS: dict[str, Any] = {
    "few": gettext_lazy("too few people to say anything"),
    "hard": gettext_lazy("very hard"),
    "easy": gettext_lazy("very easy"),
    "negative": gettext_lazy("the good ones had it wrong"),
    "weak": gettext_lazy("tells little"),
    "key": gettext_lazy("the best chose another option: is the key right?"),
}


def flag_words(flags: Iterable[str]) -> str:
    """What is to be looked at, in words."""
    return ", ".join(str(FLAGS[flag]) for flag in flags)
