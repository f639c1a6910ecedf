"""Items as officials write them: "Câu 1: …", "A. …", the key as "Đáp án: B", in bold, underlined, starred, or in a list at the end.

Works on lines with what stands out in them, so that Word and plain text are read by the same rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danbiet.kit.text import fold

from .draft import LETTERS, ItemDraft, Read, key_from, one_line

_QUESTION = re.compile(
    r"\s*(?:câu(?:\s+hỏi)?(?:\s+số)?|question|bài)\s*(\d+)\s*[.:)\-–/]*\s*(.*)", re.IGNORECASE | re.DOTALL
)
_NUMBER = re.compile(r"\s*(\d{1,4})\s*[.)/]\s+(.*)", re.DOTALL)
_OPTION = re.compile(r"(?:(?<=\s)|^)(\*?)\s*([A-Ha-h])\s*(\*?)[.)/:]\s*")
_KEY = re.compile(r"\s*(?:đáp\s*án(?:\s+đúng)?|đ/?a|trả\s+lời|key|answer)(?:\s+là)?\s*[:.\-–]?\s+(.*)|\s*(?:đáp\s*án(?:\s+đúng)?|đ/?a|trả\s+lời|key|answer)\s*[:]\s*(.*)", re.IGNORECASE | re.DOTALL)  # fmt: skip
_KEYS_HEAD = re.compile(r"\s*(?:bảng\s+)?đáp\s*án(?:\s+\w+){0,4}\s*:?\s*", re.IGNORECASE)
_PAIR = re.compile(
    r"(?:câu\s*)?(\d{1,4})\s*[.:)\-–]?\s*([A-Ha-h](?:\s*[,&]\s*[A-Ha-h])*)(?![\w])", re.IGNORECASE
)
_SOURCE = re.compile(
    r"\s*\(?(?:căn\s+cứ(?:\s+pháp\s+lý)?|cơ\s+sở\s+pháp\s+lý|nguồn)\s*:\s*(.*?)\)?\s*",
    re.IGNORECASE | re.DOTALL,
)
_LEVEL = re.compile(r"\s*\(?(?:mức(?:\s+độ)?|độ\s+khó)\s*:\s*(.*?)\)?\s*", re.IGNORECASE)
_SECTION = re.compile(
    r"\s*((?:phần|chương|chủ\s+đề|mục)\s+[\dIVXivx]+\b.*|(?:lĩnh\s+vực|chủ\s+đề)\s*:.*)", re.IGNORECASE
)
_LEVELS = {
    "de": 1, "nhan biet": 1, "1": 1, "trung binh": 2, "thong hieu": 2, "2": 2, "kho": 3, "van dung": 3, "van dung cao": 3, "3": 3,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: its words, and which of them stand out (bold or underlined), one truth per character."""

    place: int
    text: str
    strong: tuple[bool, ...] = ()


@dataclass(slots=True)
class _Open:
    """The question being read."""

    place: int
    number: int
    text: str
    options: list[str] = field(default_factory=list)
    strong: list[bool] = field(default_factory=list)
    starred: list[int] = field(default_factory=list)
    said: tuple[int, ...] | None = None
    level: int = 1
    source: str = ""
    section: str = ""


class Prose:
    """Takes lines one after the other; `finish` gives what was read. Tables of keys are handed in by `keys`."""

    def __init__(self) -> None:
        self.read = Read()
        self._done: list[_Open] = []
        self._open: _Open | None = None
        self._section = ""
        self._keys: dict[int, tuple[int, ...]] = {}
        self._in_keys = False

    def line(self, line: Line) -> None:
        """The next line of the file."""
        if not line.text.strip():
            return
        if self._about_the_question(line.text):
            return
        if _KEYS_HEAD.fullmatch(line.text):
            self._in_keys = True
            return
        if self._in_keys and self._list_of_keys(line.text):
            return
        if self._options(line):
            return
        if begun := self._begins(line.text):
            self._close()
            self._in_keys = False
            self._open = _Open(line.place, begun[0], begun[1], section=self._section)
            self._options_within(line, begun[1])
        elif self._open is None:
            if found := _SECTION.fullmatch(line.text):
                self._section = found[1]
            else:
                self.read.refuse(line.place, "orphan", line.text)
        elif (found := _SECTION.fullmatch(line.text)) and self._open.options:
            self._close()
            self._section = found[1]
        elif self._open.options:
            self._open.options[-1] += f"\n{line.text}"
        else:
            self._open.text += f"\n{line.text}"

    def keys(self, keys: dict[int, tuple[int, ...]]) -> None:
        """Right options by the number of the question, from a table."""
        self._keys |= keys

    def finish(self) -> Read:
        """Everything read."""
        self._close()
        for one in self._done:
            said = [
                key
                for key in (one.said, self._keys.get(one.number), tuple(one.starred) or None)
                if key is not None
            ]
            strong = tuple(place for place, is_strong in enumerate(one.strong) if is_strong)
            if not said and 0 < len(strong) < len(one.options):
                said = [strong]
            if len({tuple(sorted(key)) for key in said}) > 1:
                self.read.refuse(one.place, "keys_differ", one.text)
                continue
            self.read.take(
                ItemDraft(
                    one.place, one.text, tuple(one.options), said[0] if said else (), level=one.level, section=one.section,
                    source=one.source, name=f"Câu {one.number}",
                )
            )  # fmt: skip
        self.read.faults.sort(key=lambda fault: fault.place)
        return self.read

    def _begins(self, text: str) -> tuple[int, str] | None:
        if found := _QUESTION.fullmatch(text):
            return int(found[1]), found[2]
        found = _NUMBER.fullmatch(text)
        # "1. …" begins a question only where the one before has its options: a list inside a question stays in it.
        if (
            found
            and (self._open is None or self._open.options)
            and (self._open is None or int(found[1]) == self._open.number + 1)
        ):
            return int(found[1]), found[2]
        return None

    def _about_the_question(self, text: str) -> bool:
        if self._open is None:
            return False
        if self._open.options and (found := _KEY.fullmatch(text)):
            key = key_from(one_line(found[1] or found[2] or ""))
            if key is None and (letter := re.match(r"\s*([A-H])\s*[.)]", found[1] or found[2] or "")):
                key = (LETTERS.index(letter[1]),)  # "Đáp án: B. Năm nội dung"
            if key is not None:
                self._open.said = key
                return True
            return False
        if found := _SOURCE.fullmatch(text):
            self._open.source = found[1]
            return True
        if (found := _LEVEL.fullmatch(text)) and fold(found[1]).strip(" .") in _LEVELS:
            self._open.level = _LEVELS[fold(found[1]).strip(" .")]
            return True
        return False

    def _list_of_keys(self, text: str) -> bool:
        """A line of "1. B  2. C" under the heading "ĐÁP ÁN"."""
        pairs = _PAIR.findall(text)
        rest = re.sub(r"[\s,;|.:]", "", _PAIR.sub("", text))
        if not pairs or rest:
            return False
        for number, letters in pairs:
            key = key_from(letters)
            if key is not None:
                self._keys[int(number)] = key
        return True

    def _options_within(self, line: Line, text: str) -> None:
        """Options on the question's own line: "Câu 1: Mấy? A. Một B. Hai"."""
        if self._open is None:
            return
        found = self._marks(text, 0)
        if len(found) >= 2:
            self._open.text = text[: found[0].start()]
            shift = len(line.text) - len(text)
            self._add(line, text, found, shift)

    def _options(self, line: Line) -> bool:
        if self._open is None:
            return False
        found = self._marks(line.text, len(self._open.options))
        if not found or line.text[: found[0].start()].strip():
            return False
        self._add(line, line.text, found, 0)
        return True

    def _marks(self, text: str, begun: int) -> list[re.Match[str]]:
        """Where options begin: letters in their order, nothing out of turn."""
        found: list[re.Match[str]] = []
        for mark in _OPTION.finditer(text):
            if LETTERS.find(mark[2].upper()) == begun + len(found):
                found.append(mark)
        return found

    def _add(self, line: Line, text: str, found: list[re.Match[str]], shift: int) -> None:
        if self._open is None:
            return
        ends = [mark.start() for mark in found[1:]] + [len(text)]
        for mark, end in zip(found, ends, strict=True):
            words = text[mark.end() : end]
            star = bool(mark[1] or mark[3]) or words.rstrip().endswith("*") or words.lstrip().startswith("*")
            if star:
                self._open.starred.append(len(self._open.options))
            span = line.strong[shift + mark.start() : shift + end]
            letters = [
                is_strong
                for char, is_strong in zip(text[mark.start() : end], span, strict=False)
                if char.strip()
            ]
            # The letter alone is enough: some underline only "B".
            is_strong = bool(letters) and (
                sum(letters) * 2 >= len(letters) or (letters[0] and len(words.strip()) > 0)
            )
            self._open.options.append(words.strip().strip("*"))
            self._open.strong.append(is_strong)

    def _close(self) -> None:
        if self._open is not None:
            self._done.append(self._open)
            self._open = None


def read_text(data_text: str) -> Read:
    """Items of plain text written as officials write; `place` is the line."""
    prose = Prose()
    for number, line in enumerate(data_text.splitlines(), start=1):
        prose.line(Line(number, line))
    return prose.finish()
