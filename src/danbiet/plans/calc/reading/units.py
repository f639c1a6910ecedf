"""Finds units in the words of a plan: names, abbreviations, sets, lists with a common head, small slips."""

import re
from dataclasses import dataclass, field
from weakref import WeakKeyDictionary

from .catalogue import UnitCatalogue
from .names import AUTHORITY, Name, aligned, head_of, list_head, names_of
from .result import Doubt, Expansion, Units
from .sets import PHRASES
from .unitwords import BODY_HEADS, FILLER, NOTHING, is_label, joined, same_as_above, stretches, unmeaning
from .words import Token, flat, tokens

_PLACE_KINDS = ("huyen", "thi", "thanh", "xa", "phuong", "quan", "dac", "tinh")


@dataclass
class _Found:
    leaving: tuple[str, ...] = ()
    keys: list[str] = field(default_factory=list)
    expansions: list[Expansion] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)
    unknown: list[tuple[str, str]] = field(default_factory=list)

    def add(self, *keys: str) -> None:
        self.keys.extend(key for key in keys if key not in self.keys)


@dataclass(frozen=True, slots=True)
class _Hit:
    start: int
    end: int
    keys: tuple[str, ...]
    codes: tuple[str, ...] = ()
    doubt: str = ""
    ambiguous: tuple[str, ...] = ()
    head: str = ""
    bare: bool = False


class UnitReader:
    """Reads unit phrases against one catalogue; build once per document."""

    def __init__(self, units: UnitCatalogue) -> None:
        """Prepare the names of the catalogue for comparison."""
        self.units = units
        self._known: dict[tuple[str, str, tuple[str, ...]], Units] = {}
        self.names: dict[str, list[Name]] = {}
        for unit in units.units:
            for name in names_of(unit, units.place):
                self.names.setdefault(name.words[0][0], []).append(name)
        for names in self.names.values():
            names.sort(key=lambda name: -len(name.words))

    def read(self, text: str, *, field_name: str = "units", leaving: tuple[str, ...] = ()) -> Units:
        """Return the units the words name, in their order; what is not recognised is in `unknown`.

        `leaving` are keys which a set of "related" units does not hold: the leads, when supports are read.
        """
        known = self._known.get((text, field_name, leaving))
        if known is not None:
            return known
        found = _Found(leaving=leaving)
        if not NOTHING.match(flat(text)) and not same_as_above(text):
            for part in re.split(r"[;\n•]", joined(text)):
                self._part(
                    re.sub(r"^\s*(?:[-+*–—]|\d{1,2}[.)]|[a-zđ]\))\s*", "", part).strip(), found, field_name
                )
        keys = tuple(found.keys)
        names = tuple(self.units.full_name(key) for key in keys)
        read = Units(keys, names, tuple(found.expansions), tuple(found.doubts), tuple(found.unknown))
        self._known[(text, field_name, leaving)] = read
        return read

    def prefix(self, text: str) -> tuple[Units, int]:
        """Read units from the beginning of a sentence only; return them and where the rest begins."""
        folded = flat(text)
        words = tokens(folded, text)
        found = _Found()
        end, at, head = 0, 0, ""
        while at < len(words):
            between = folded[end : words[at].start]
            if end and re.search(r"[.:]", between):
                break
            hit = self._hit(text, folded, words, at, head=head)
            if hit is None:
                if words[at].word in ("va", "cung", "voi", "cac", "cua") and at + 1 < len(words):
                    at += 1
                    continue
                break
            self._take(hit, text, found, "units")
            head = hit.head or head
            end = hit.end
            at = next((i for i in range(at, len(words)) if words[i].start >= end), len(words))
            # the province's own name after a unit or a set says nothing new
            while (
                at < len(words)
                and (words[at].word == "tinh" or words[at].word in self.units.place)
                and words[at].start - end == 1
                and self._hit(text, folded, words, at, head="") is None
            ):
                end, at = words[at].end, at + 1
        keys = tuple(found.keys)
        names = tuple(self.units.full_name(key) for key in keys)
        return Units(keys, names, tuple(found.expansions), tuple(found.doubts), ()), end

    def _part(self, part: str, found: _Found, field_name: str) -> None:
        folded = flat(part)
        words = tokens(folded, part)
        hits: list[tuple[int, int]] = []
        strange: list[Token] = []
        at, head, negative = 0, "", False
        while at < len(words):
            word = words[at]
            end = hits[-1][1] if hits else 0
            if word.word == "tru" or folded.startswith(
                ("khong bao gom", "khong gom", "ngoai tru"), word.start
            ):
                negative = bool(found.keys)
            elif negative and ")" in folded[end : word.start]:
                negative = False
            hit = self._hit(part, folded, words, at, head=head)
            if (
                hit is not None
                and hit.bare
                and strange
                and not re.search(r"[,;()]", folded[strange[-1].end : word.start])
            ):
                # "Viettel Sóc Trăng" is not the place it carries in its name
                hit = None
            if hit is None:
                if word.word in self.units.place and hits and word.start - end <= 1:
                    hits.append((word.start, word.end))
                elif word.word not in FILLER and not is_label(folded, word):
                    strange.append(word)
                at += 1
                continue
            if negative:
                found.keys = [key for key in found.keys if key not in hit.keys]
            else:
                self._take(hit, part, found, field_name)
            head = hit.head or head
            hits.append((hit.start, hit.end))
            at = next((i for i in range(at, len(words)) if words[i].start >= hit.end), len(words))
        self._leftovers(part, folded, strange, hits, found, field_name)

    def _take(self, hit: _Hit, text: str, found: _Found, field_name: str) -> None:
        phrase = text[hit.start : hit.end]
        left_out = found.leaving if hit.doubt == "set_related" else ()
        found.add(*(key for key in hit.keys if key not in left_out))
        for code in hit.codes:
            count = len(self.units.members(code))
            found.expansions.append(Expansion(phrase, code, count))
        if hit.codes and not hit.keys:
            found.unknown.append((phrase, "empty_set"))
        if hit.doubt:
            found.doubts.append(Doubt(field_name, phrase, hit.doubt, self._suggestion(hit)))
        if hit.ambiguous:
            names = "; ".join(self._placed(key) for key in hit.ambiguous)
            found.doubts.append(Doubt(field_name, phrase, "ambiguous_unit", names))

    def _suggestion(self, hit: _Hit) -> str:
        return hit.codes[0] if hit.codes else "; ".join(self.units.full_name(key) for key in hit.keys)

    def _placed(self, key: str) -> str:
        unit = self.units.by_key[key]
        parent = self.units.by_key.get(unit.parent_key or "")
        return f"{unit.name} ({parent.name})" if parent else unit.name

    def _leftovers(
        self,
        part: str,
        folded: str,
        strange: list[Token],
        hits: list[tuple[int, int]],
        found: _Found,
        field_name: str,
    ) -> None:
        if not strange:
            found.unknown.extend((words, "unknown_unit") for words in unmeaning(part, folded, hits))
        for start, end in stretches(part, folded, strange, hits):
            words = re.sub(
                r"^(?:(?:và|với|cùng|phối hợp|chủ trì|hoặc)\s+)+|\s+(?:và|với|cùng|thuộc|trực thuộc|của)$",
                "",
                part[start:end].strip(" ,()-–:."),
                flags=re.IGNORECASE,
            )
            if not words:
                continue
            if hits and flat(words).startswith(BODY_HEADS):
                found.doubts.append(Doubt(field_name, words, "part_of", part.strip()))
            else:
                found.unknown.append((words, "unknown_unit"))

    def _hit(self, text: str, folded: str, words: list[Token], at: int, *, head: str) -> _Hit | None:
        named = self._named(text, folded, words, at, head=head)
        grouped = self._set(text, folded, words, at)
        if grouped is not None and named is not None:
            return grouped if grouped.end > named.end else named
        return grouped or named or self._misspelt(text, folded, words, at)

    def _set(self, text: str, folded: str, words: list[Token], at: int) -> _Hit | None:
        start = words[at].start
        best: _Hit | None = None
        for phrase in PHRASES:
            match = phrase.pattern.match(folded, start)
            if match is None or (best is not None and match.end() <= best.end):
                continue
            best = _Hit(start, match.end(), (), phrase.codes, phrase.doubt)
        if best is None or self._is_heading_of_list(text, folded, words, best):
            return None
        keys: list[str] = []
        for code in self._codes_at_issue(best.codes):
            keys.extend(key for key in self.units.members(code) if key not in keys)
        return _Hit(best.start, best.end, tuple(keys), self._codes_at_issue(best.codes), best.doubt)

    def _codes_at_issue(self, codes: tuple[str, ...]) -> tuple[str, ...]:
        # Without districts (since 1 July 2025, or seen from a district) "các địa phương" are the communes.
        if "districts" in codes and not self.units.members("districts") and self.units.members("communes"):
            return tuple(dict.fromkeys("communes" if code == "districts" else code for code in codes))
        return codes

    def _is_heading_of_list(self, text: str, folded: str, words: list[Token], hit: _Hit) -> bool:
        """ "Các sở: Nội vụ, Tư pháp" and "UBND các huyện Kế Sách, Mỹ Tú" name single units, not the set."""
        phrase = folded[hit.start : hit.end]
        head = list_head(phrase)
        if not head:
            return False
        after = folded[hit.end :]
        nxt = next((i for i, word in enumerate(words) if word.start >= hit.end), None)
        if nxt is None:
            return False
        if after.lstrip().startswith((":", "(")):
            return self._bare(folded, words, nxt, head=head) is not None
        # "các sở xây dựng …" is a set that builds, "các sở Xây dựng, Tài chính" is a list
        if re.match(r"\s+[a-z]", after) and text[words[nxt].start].isupper():
            return self._bare(folded, words, nxt, head=head) is not None
        return False

    def _named(self, text: str, folded: str, words: list[Token], at: int, *, head: str) -> _Hit | None:
        matches = self._matches(folded, words, at)
        if not matches and head and _may_be_bare(text, words[at]):
            return self._bare(folded, words, at, head=head)
        if not matches:
            return None
        return self._chosen(folded, words, at, matches)

    def _bare(self, folded: str, words: list[Token], at: int, *, head: str) -> _Hit | None:
        """A name without its first word, after a list began with that word ("Sở Nội vụ, Tư pháp")."""
        prefix = [Token(word, words[at].start, words[at].start) for word in head.split()]
        matches = self._matches(folded, [*prefix, *words[at:]], 0)
        matches = [(end, name) for end, name in matches if end > words[at].start]
        if not matches:
            return None
        hit = self._chosen(folded, [*prefix, *words[at:]], 0, matches)
        return _Hit(words[at].start, hit.end, hit.keys, (), hit.doubt, hit.ambiguous, head)

    def _chosen(self, folded: str, words: list[Token], at: int, matches: list[tuple[int, Name]]) -> _Hit:
        longest = max(end for end, _ in matches)
        names = [name for end, name in matches if end == longest]
        top = max(name.weight for name in names)
        best = list(dict.fromkeys(name.unit.key for name in names if name.weight == top))
        head = self.units.by_key[best[0]].name
        start = words[at].start
        if len(best) > 1:
            best, longest = self._by_context(folded, words, best, longest)
        hit_head = head_of(flat(head))
        if len(best) == 1:
            return _Hit(start, longest, (best[0],), head=hit_head, bare=top < 2)
        return _Hit(start, longest, (best[0],), ambiguous=tuple(best), head=hit_head, bare=top < 2)

    def _by_context(
        self, folded: str, words: list[Token], keys: list[str], end: int
    ) -> tuple[list[str], int]:
        own = [key for key in keys if key in self.units.below]
        direct = [key for key in own if self.units.by_key[key].parent_key == self.units.root]
        keys = direct or own or keys
        if len(keys) == 1:
            return keys, end
        nxt = next((i for i, word in enumerate(words) if word.start >= end), None)
        while nxt is not None and nxt < len(words) and words[nxt].word in ("thuoc", "cua"):
            nxt += 1
        if nxt is not None and nxt < len(words) and "\n" not in folded[end : words[nxt].start]:
            for parent_end, name in self._matches(folded, words, nxt):
                chosen = [key for key in keys if self.units.by_key[key].parent_key == name.unit.key]
                if len(chosen) == 1:
                    return chosen, parent_end
        return keys, end

    def _matches(self, folded: str, words: list[Token], at: int) -> list[tuple[int, Name]]:
        found = []
        whole = at == 0
        for name in self.names.get(words[at].word[0], ()):
            end = aligned(words, at, name.words, short=not name.bare)
            if end is None:
                continue
            if not name.alone and not (whole and self._ends_item(folded, words, end)):
                continue
            found.append((words[end - 1].end, name))
        if words[at].word[0] in "uvh":
            found.extend(self._through_authority(folded, words, at))
        return found

    def _ends_item(self, folded: str, words: list[Token], end: int) -> bool:
        return end >= len(words) or bool(re.match(r"\s*(?:[,;(]|va |tinh\b)", folded[words[end - 1].end :]))

    def _through_authority(self, folded: str, words: list[Token], at: int) -> list[tuple[int, Name]]:
        """ "UBND huyện Kế Sách", "Ủy ban nhân dân TP. Sóc Trăng", "Huyện ủy Kế Sách" mean the district."""
        step = at
        if words[step].word == "hdnd":
            step += 1
            if step < len(words) and words[step].word == "va":
                step += 1
        if step >= len(words):
            return []
        if words[step].word in ("ubnd", "ub"):
            step += 1
        elif tuple(w.word for w in words[step : step + 4]) == AUTHORITY:
            step += 4
        else:
            return []
        if step >= len(words):
            return []
        province = self._province(words, step)
        if province is not None:
            return [province]
        own = self._issuer_itself(words, step)
        named = [
            (end, name)
            for end, name in self._matches(folded, words, step)
            if name.unit.kind in ("district", "commune", "province")
        ]
        return named or own

    def _issuer_itself(self, words: list[Token], step: int) -> list[tuple[int, Name]]:
        """ "UBND huyện" in a district's plan, "UBND phường" in a ward's, is the issuer."""
        root = self.units.by_key.get(self.units.root)
        if root is None or root.kind not in ("district", "commune"):
            return []
        name = [token.word for token in tokens(flat(root.name))]
        size = 2 if name[:2] in (["thi", "xa"], ["thanh", "pho"], ["thi", "tran"], ["dac", "khu"]) else 1
        if [word.word for word in words[step : step + size]] != name[:size]:
            return []
        return [(words[step + size - 1].end, Name(tuple(name[:size]), root, 1, alone=True))]

    def _province(self, words: list[Token], step: int) -> tuple[int, Name] | None:
        if words[step].word != "tinh":
            return None
        for unit in self.units.units:
            if unit.kind == "province":
                return words[step].end, Name(("tinh",), unit, 1, alone=True)
        return None

    def _misspelt(self, text: str, folded: str, words: list[Token], at: int) -> _Hit | None:
        """One wrong, missing or doubled letter in a name of three words or more."""
        best: _Hit | None = None
        for name in self.names.get(words[at].word[0], ()):
            if len(name.words) < 3 or name.unit.kind == "commune":
                continue
            end = aligned(words, at, name.words, slips=1)
            if end is not None and (best is None or words[end - 1].end > best.end):
                best = _Hit(words[at].start, words[end - 1].end, (name.unit.key,), doubt="misspelt")
        return best


def _may_be_bare(text: str, word: Token) -> bool:
    """ "Sở Nội vụ, Tư pháp" goes on with a capital; "Sở Nội vụ xây dựng chuyên mục" does not mean Sở Xây dựng."""
    return text[word.start].isupper() or text == text.lower()


_READERS: "WeakKeyDictionary[UnitCatalogue, UnitReader]" = WeakKeyDictionary()


def reader_for(units: UnitCatalogue) -> UnitReader:
    """Return the prepared reader of a catalogue (prepared once)."""
    reader = _READERS.get(units)
    if reader is None:
        reader = _READERS[units] = UnitReader(units)
    return reader


def read_units(text: str, units: UnitCatalogue, issuer: str = "") -> Units:
    """Return the units some words name; sets are expanded as `units` (one day, one issuer) knows them.

    `issuer` is accepted for the caller's clarity: the catalogue's root is the issuer.
    Never raises: words in which no unit is recognised come back in `unknown` with a reason code.
    """
    return reader_for(units).read(text)
