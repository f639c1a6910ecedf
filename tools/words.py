"""Keeps the Vietnamese catalogue complete: extract, add, check, compile. Needs no gettext program.

tools/words.py add < lines "msgid = msgstr"      add or change translations
tools/words.py add --po < fragment.po            the same from a PO fragment (plurals, long texts)
tools/words.py sync                              drop what no source uses, list what is missing
tools/words.py check                             fail when anything is missing, fuzzy, unused or has wrong placeholders
tools/words.py compile                           write the .mo files
"""

from __future__ import annotations

import argparse
import fcntl
import io
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import polib
from babel.messages.extract import extract

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "danbiet"
CATALOGUE = SOURCE / "locale" / "vi" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "gettext_noop": None,
    "ngettext": (1, 2), "ngettext_lazy": (1, 2), "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
PLACEHOLDER = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("verb", choices=["add", "sync", "check", "compile"])
    parser.add_argument("--po", action="store_true")
    options = parser.parse_args()
    if options.verb == "add":
        return add(sys.stdin.read(), as_po=options.po)
    if options.verb == "compile":
        return compile_catalogues()
    return sync() if options.verb == "sync" else check()


@contextmanager
def locked() -> Iterator[polib.POFile]:
    """The catalogue, alone: two people adding words at once must not lose each other's."""
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with (CATALOGUE.parent / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        catalogue = (
            polib.pofile(str(CATALOGUE), wrapwidth=110) if CATALOGUE.exists() else polib.POFile(wrapwidth=110)
        )
        catalogue.metadata = {
            "Project-Id-Version": "danbiet", "Language": "vi", "MIME-Version": "1.0",
            "Content-Type": "text/plain; charset=UTF-8", "Content-Transfer-Encoding": "8bit",
            "Plural-Forms": "nplurals=1; plural=0;",
        }  # fmt: skip
        yield catalogue


def save(catalogue: polib.POFile) -> None:
    catalogue.sort(key=lambda entry: (entry.msgid, entry.msgctxt or ""))
    target = CATALOGUE.with_suffix(".po.new")
    catalogue.save(str(target))
    target.replace(CATALOGUE)


def add(text: str, *, as_po: bool) -> int:
    fresh = list(polib.pofile(text)) if as_po else [*line_entries(text)]
    with locked() as catalogue:
        known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
        for entry in fresh:
            if entry.msgid == "":
                continue
            old = known.get((entry.msgctxt, entry.msgid))
            if old is None:
                catalogue.append(entry)
                known[(entry.msgctxt, entry.msgid)] = entry
            else:
                old.msgstr, old.msgid_plural, old.msgstr_plural = (
                    entry.msgstr,
                    entry.msgid_plural,
                    entry.msgstr_plural,
                )
        save(catalogue)
    print(f"{len(fresh)} entries")
    return 0


def line_entries(text: str) -> Iterator[polib.POEntry]:
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip():
            continue
        left, separator, right = line.partition(" = ")
        if not separator or not right.strip():
            raise SystemExit(f"line {number}: expected 'msgid = msgstr': {line!r}")
        yield polib.POEntry(
            msgid=left.strip().replace("\\n", "\n"), msgstr=right.strip().replace("\\n", "\n")
        )


def used() -> dict[tuple[str | None, str], tuple[str | None, str]]:
    """Every message of the source: (context, msgid) -> (plural, file)."""
    import django
    from django.conf import settings

    if not settings.configured:
        settings.configure(USE_I18N=True)
        django.setup()
    from django.utils.translation.template import templatize

    found: dict[tuple[str | None, str], tuple[str | None, str]] = {}
    files = [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]
    for path in sorted(files):
        if "migrations" in path.parts or "vendor" in path.parts:
            continue
        code = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            if "{%" not in code:
                continue
            code = templatize(code, origin=str(path))
        for _line, messages, _comments, context in extract(
            "python", io.BytesIO(code.encode()), keywords=KEYWORDS
        ):
            single, plural = (messages[0], messages[1]) if isinstance(messages, tuple) else (messages, None)
            if single:
                found[(context, single)] = (plural, str(path.relative_to(ROOT)))
    return found


def sync() -> int:
    wanted = used()
    with locked() as catalogue:
        for entry in list(catalogue):
            if (entry.msgctxt, entry.msgid) not in wanted:
                catalogue.remove(entry)
        save(catalogue)
    for problem in problems():
        print(problem)
    return 0


def problems() -> Iterator[str]:
    wanted = used()
    catalogue = polib.pofile(str(CATALOGUE))
    known = {(entry.msgctxt, entry.msgid): entry for entry in catalogue}
    for key, (plural, path) in wanted.items():
        entry = known.get(key)
        if entry is None:
            yield f"{path}: no Vietnamese for {key[1]!r}"
            continue
        translation = entry.msgstr_plural.get(0, "") if plural else entry.msgstr
        if not translation or entry.fuzzy:
            yield f"{path}: empty or fuzzy: {key[1]!r}"
        elif not placeholders(translation) <= (placeholders(key[1]) | placeholders(plural or "")):
            yield f"{path}: placeholders differ: {key[1]!r}"
    for key in known:
        if key not in wanted:
            yield f"unused: {key[1]!r}"


def placeholders(text: str) -> set[tuple[str, str]]:
    return set(PLACEHOLDER.findall(text))


def check() -> int:
    found = list(problems())
    print("\n".join(found) if found else "words: complete")
    return 1 if found else 0


def compile_catalogues() -> int:
    for path in SOURCE.glob("locale*/*/LC_MESSAGES/*.po"):  # the libraries' too (library_words.py)
        target = path.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < path.stat().st_mtime:
            polib.pofile(str(path)).save_as_mofile(str(target))
    return 0


if __name__ == "__main__":
    sys.exit(main())
