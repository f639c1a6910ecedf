"""The guides in docs/ name only pictures, pages and buttons there are. tests/e2e/test_guides.py looks at the pages themselves."""

from __future__ import annotations

import re
from pathlib import Path

import polib
import pytest

from tests.guides import DOCS, GUIDES, PICTURE, QUOTED, SHOTS, sections, text_of

SOURCE = DOCS.parent / "src" / "danbiet"
LARGEST = 60_000  # bytes of a picture
PAGES = [
    DOCS / "README.md",
    *(DOCS / guide / "README.md" for guide in GUIDES),
    *sorted(DOCS.glob("admin/*.md")),
    *sorted(DOCS.glob("ops/*.md")),
]
# Not of a screen: what is typed, the name of the system, a sentence that goes on after the dots.
OF_NO_SCREEN = {"Dân Biết", "Tỉnh", "Thành phố", "Bước 3/8", "Vì sao …"}


def said_on_screens() -> str:
    """All that screens can say, a line each: both catalogues, one of them the libraries', and what commands print."""
    lines = [
        path.read_text("utf-8")
        for place in (SOURCE / "run", DOCS.parent / "tools")
        for path in place.rglob("*.py")
    ]
    lines.append((DOCS.parent / "deploy" / "nginx" / "closed.html").read_text("utf-8"))
    for path in SOURCE.glob("locale*/vi/LC_MESSAGES/*.po"):
        for entry in polib.pofile(str(path)):
            lines += [entry.msgstr, *entry.msgstr_plural.values()]
    return "\n".join(" ".join(line.split()) for line in lines)


@pytest.mark.parametrize("page", PAGES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_guide_quotes_only_what_a_screen_says(page: Path) -> None:
    said = said_on_screens()
    lines = set(said.split("\n"))

    wrong = [
        words
        for words in (" ".join(found.split()) for found in QUOTED.findall(page.read_text("utf-8")))
        if words not in OF_NO_SCREEN and words not in lines and not _is_part(words, said)
    ]

    assert wrong == []


def _is_part(words: str, said: str) -> bool:
    """Whether a screen says it as part of a longer sentence: where a number or a name is put in, or of three words and more."""
    known = re.split(r"…|\.\.\.", words)[0].strip()
    return len(known.split()) >= 3 and known in said


@pytest.mark.parametrize("page", sorted(DOCS.rglob("*.md")), ids=lambda path: str(path.relative_to(DOCS)))
def test_page_of_docs_names_pictures_and_files_there_are(page: Path) -> None:
    text = re.sub(r"(?s)```.*?```|`[^`]*`", "", page.read_text("utf-8"))
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", text)

    assert [link for link in links if not (page.parent / link).exists()] == []


def test_every_picture_is_shown_small_and_with_words() -> None:
    shown = {
        (page.parent / path).resolve(): words
        for page in DOCS.rglob("*.md")
        for words, path in PICTURE.findall(page.read_text("utf-8"))
    }

    assert {path.resolve() for path in DOCS.rglob("*.png")} == set(shown)
    assert [path.name for path in shown if path.stat().st_size > LARGEST] == []
    assert all(shown.values())


@pytest.mark.parametrize("guide", GUIDES)
def test_guide_shows_each_picture_taken_for_it_and_quotes_what_is_looked_for(guide: str) -> None:
    taken = {shot.name: shot for shot in SHOTS if shot.name.startswith(f"{guide}/")}
    quoted = set(QUOTED.findall(text_of(guide)))

    assert {name for _, names in sections(guide) for name in names} == set(taken)
    for shot in taken.values():
        missing = [
            words for words in shot.shows if not any(words in one or one.startswith(words) for one in quoted)
        ]
        assert missing == [], shot.name


def test_guides_are_reached_from_the_index() -> None:
    index = (DOCS / "README.md").read_text("utf-8")
    assert [guide for guide in GUIDES if f"]({guide}/README.md)" not in index] == []
