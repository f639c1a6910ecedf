"""Keeps Vietnamese complete for what the installed libraries say: Wagtail, Django, allauth, taggit.

Our catalogues lie in src/danbiet/locale_libraries and win over the libraries' own, so they also mend bad translations.

tools/library_words.py missing [--package wagtail.admin] [--js]   what still needs words, as a PO fragment to fill in
tools/library_words.py theirs --package wagtail.admin [--js]      what the library itself says and we leave as it is
tools/library_words.py add [--js] < fragment.po                   add or change; refuses unknown messages and bad marks
tools/library_words.py check                                      fail when anything is missing, unused or marked badly,
                                                                  or said differently by the project's own catalogue
tools/library_words.py compile                                    write the .mo files
"""

from __future__ import annotations

import argparse
import fcntl
import importlib.util
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parent.parent
OURS = ROOT / "src" / "danbiet" / "locale_libraries" / "vi" / "LC_MESSAGES"
PROJECT = ROOT / "src" / "danbiet" / "locale" / "vi" / "LC_MESSAGES"
DOMAINS = ("django", "djangojs")
DJANGO = ["django.conf", "django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions"]
OTHERS = ["django.contrib.postgres", "taggit", "allauth"]  # only while they are installed
ONLY_WHEN_SWITCHED_ON = {
    f"wagtail.contrib.{name}" for name in ("forms", "search_promotions", "simple_translation", "styleguide")
}
MEANT_TWICE = {
    "Not started", "Task", "Tasks", "task",  # of a plan with us, of a workflow with Wagtail
    "Current", "Verified",  # of papers with us, of sessions and addresses on pages of allauth that are not shown
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w*\}|%[sd](?![\w%])")
TAG = re.compile(r"</?[a-zA-Z][\w-]*")

Key = tuple[str | None, str]


@dataclass
class Message:
    """One message of the libraries: its plural, who says it, and what a library has in Vietnamese."""

    msgid: str
    context: str | None
    plural: str = ""
    packages: list[str] = field(default_factory=list)
    theirs: str = ""
    is_on: bool = False  # somebody who says it is switched on


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=["missing", "theirs", "add", "check", "compile"])
    parser.add_argument("--package", default="")
    parser.add_argument("--js", action="store_true")
    options = parser.parse_args()
    domain = DOMAINS[options.js]
    if options.verb == "add":
        return add(sys.stdin.read(), domain=domain)
    if options.verb == "compile":
        return compile_catalogues()
    if options.verb == "check":
        return check()
    return show(options.verb, package=options.package, domain=domain)


def packages() -> list[tuple[str, Path]]:
    """Every package whose words an official can meet, with its folder."""
    from danbiet.config.settings.base import INSTALLED_APPS

    skipped = ONLY_WHEN_SWITCHED_ON - set(INSTALLED_APPS)
    wagtail = folder_of("wagtail")
    parts = [en.parents[1] for en in wagtail.rglob("locale/en")] if wagtail else []
    dotted = sorted(".".join(part.relative_to(wagtail.parent).parts) for part in parts) if wagtail else []
    names = [*(name for name in dotted if name not in skipped), *DJANGO, *OTHERS]
    return [(name, folder) for name in names if (folder := folder_of(name))]


def folder_of(package: str) -> Path | None:
    first, *rest = package.split(".")
    found = importlib.util.find_spec(first)
    folder = Path(found.origin).parent.joinpath(*rest) if found and found.origin else None
    return folder if folder and folder.is_dir() else None


def wanted(domain: str) -> dict[Key, Message]:
    """Every message of the libraries in file order; a plural anywhere makes it a plural everywhere."""
    from danbiet.config.settings.base import INSTALLED_APPS

    found: dict[Key, Message] = {}
    for name, folder in packages():
        english, vietnamese = (
            folder / "locale" / language / "LC_MESSAGES" / f"{domain}.po" for language in ("en", "vi")
        )
        if not english.exists():
            continue
        is_on = name in {"django.conf", *INSTALLED_APPS}  # Django reads no other's words
        known = (
            {key_of(entry): said(entry) for entry in alive(vietnamese)}
            if is_on and vietnamese.exists()
            else {}
        )
        for entry in alive(english):
            message = found.setdefault(key_of(entry), Message(msgid=entry.msgid, context=entry.msgctxt))
            message.plural = message.plural or entry.msgid_plural or ""
            message.packages.append(name)
            message.is_on = message.is_on or is_on
            message.theirs = message.theirs or known.get(key_of(entry), "")
    return found


def alive(path: Path) -> list[polib.POEntry]:
    return [entry for entry in polib.pofile(str(path)) if not entry.obsolete]


def key_of(entry: polib.POEntry) -> Key:
    return (entry.msgctxt, entry.msgid)


def said(entry: polib.POEntry) -> str:
    """The Vietnamese of an entry; nothing when a machine merely guessed it (fuzzy)."""
    return "" if entry.fuzzy else str(entry.msgstr or entry.msgstr_plural.get(0, ""))


def ours(domain: str) -> dict[Key, polib.POEntry]:
    path = OURS / f"{domain}.po"
    return {key_of(entry): entry for entry in alive(path)} if path.exists() else {}


def show(verb: str, *, package: str, domain: str) -> int:
    mine = ours(domain)
    for key, message in wanted(domain).items():
        if key in mine or bool(message.theirs) != (verb == "theirs"):
            continue
        if not package or package in message.packages:
            print(blank(message))
    return 0


def blank(message: Message) -> polib.POEntry:
    entry = polib.POEntry(msgid=message.msgid, msgctxt=message.context, comment=" ".join(message.packages))
    if message.plural:
        entry.msgid_plural, entry.msgstr_plural = message.plural, {0: message.theirs}
    else:
        entry.msgstr = message.theirs
    return entry


def add(text: str, *, domain: str) -> int:
    """All or nothing: one bad entry and none is written."""
    known = wanted(domain)
    fresh = [entry for entry in polib.pofile(text) if said(entry)]
    faults = list(faults_of(fresh, known=known))
    if faults:
        print("\n".join([*faults, "nothing added"]))
        return 1
    with locked(domain) as catalogue:
        mine = {key_of(entry): entry for entry in catalogue}
        for entry in fresh:
            message = known[key_of(entry)]
            kept = mine.get(key_of(entry)) or blank(message)
            if message.plural:
                kept.msgid_plural, kept.msgstr_plural = message.plural, {0: said(entry)}
            else:
                kept.msgstr = said(entry)
            kept.comment = ""
            if key_of(entry) not in mine:
                catalogue.append(kept)
                mine[key_of(entry)] = kept
    print(f"{len(fresh)} entries")
    return 0


@contextmanager
def locked(domain: str) -> Iterator[polib.POFile]:
    """The catalogue, alone, saved at the end: two people adding words at once must not lose each other's."""
    path = OURS / f"{domain}.po"
    path.parent.mkdir(parents=True, exist_ok=True)
    with (path.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = polib.pofile(str(path), wrapwidth=110) if path.exists() else polib.POFile(wrapwidth=110)
        catalogue.metadata = {
            "Project-Id-Version": "danbiet", "Language": "vi", "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=1; plural=0;",
        }  # fmt: skip
        yield catalogue
        catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
        fresh = path.with_suffix(".po.new")
        catalogue.save(str(fresh))
        fresh.replace(path)


def problems(domain: str) -> Iterator[str]:
    """What a Vietnamese reader would stumble over: words missing, marks lost, entries nobody says any more."""
    known, mine = wanted(domain), ours(domain)
    for key, message in known.items():
        if key not in mine and not message.theirs:
            yield f"{domain}: {message.packages[0]}: no Vietnamese for {message.msgid!r}"
    for fault in [*faults_of(mine.values(), known=known), *clashes(known, mine=mine, domain=domain)]:
        yield f"{domain}: {fault}"


def clashes(known: dict[Key, Message], *, mine: dict[Key, polib.POEntry], domain: str) -> Iterator[str]:
    """The project's own catalogue wins everywhere, so its "Title" of a plan would stand over every page of Wagtail."""
    path = PROJECT / f"{domain}.po"
    for entry in alive(path) if path.exists() else []:
        key = key_of(entry)
        if key not in known or not known[key].is_on or entry.msgid in MEANT_TWICE:
            continue
        here = said(mine[key]) if key in mine else known[key].theirs
        if said(entry) and here and said(entry) != here:
            yield (
                f"{entry.msgid!r} is {said(entry)!r} in the project and {here!r} for {known[key].packages[0]}: "
                "say the same (tools/library_words.py add), or give the project's a context (pgettext) or other English"
            )


def faults_of(entries: Iterable[polib.POEntry], *, known: dict[Key, Message]) -> Iterator[str]:
    for entry in entries:
        message = known.get(key_of(entry))
        if message is None:
            yield f"no library says {entry.msgid!r}" + (
                f" in context {entry.msgctxt!r}" * bool(entry.msgctxt)
            )
        elif not said(entry):
            yield f"empty or fuzzy: {entry.msgid!r}"
        elif difference := marks_differ(message, said(entry)):
            yield f"{difference}: {entry.msgid!r} -> {said(entry)!r}"


def marks_differ(message: Message, vietnamese: str) -> str:
    """Placeholders, tags and the white space at both ends must survive translation; "" when they do.

    The singular of a plural may leave out the number ("one page"), so the only Vietnamese form follows the plural.
    """
    source = message.plural or message.msgid
    if set(PLACEHOLDER.findall(source)) != set(PLACEHOLDER.findall(vietnamese)):
        return "placeholders differ"
    if sorted(TAG.findall(source)) != sorted(TAG.findall(vietnamese)):
        return "tags differ"
    if ends(source) != ends(vietnamese):
        return "white space at the ends differs"
    return ""


def ends(text: str) -> tuple[str, str]:
    return text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]


def check() -> int:
    found = [problem for domain in DOMAINS for problem in problems(domain)]
    print("\n".join(found) if found else "library words: complete")
    return 1 if found else 0


def compile_catalogues() -> int:
    for path in OURS.glob("*.po"):
        polib.pofile(str(path)).save_as_mofile(str(path.with_suffix(".mo")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
