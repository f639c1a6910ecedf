"""Reads assignments written as sentences: "Giao Sở Nội vụ chủ trì, phối hợp với … công bố … trước ngày …"."""

import re

from .draft import TaskDraft
from .schedule import read_schedule
from .units import UnitReader
from .words import flat, tokens

_GIVE = re.compile(r"^(?:de nghi|yeu cau|giao(?: cho| nhiem vu cho)?|phan cong|uy quyen(?: cho)?|chi dao)\s+")
_LEADS = re.compile(
    r"^\s*[,:]?\s*(?:(?:la|lam|cung|dong)\s+)?(?:(?:co quan|don vi|dau moi)\s+)?(?:chiu trach nhiem |co trach nhiem |duoc giao )?"
    r"(?:chu tri|lam dau moi|dau moi|chu dong)(?: thuc hien| tham muu| to chuc thuc hien)?(?:\s*[,;:]|\s+(?=phoi hop|va phoi hop|cung)|\s+)"
)
_DUTY = re.compile(r"^\s*[,:]?\s*(?:co trach nhiem|chiu trach nhiem|co nhiem vu)\s*[:,]?\s*")
_WITH = re.compile(
    r"^\s*[,;]?\s*(?:va |chat che |dong thoi )*phoi hop\s*(?:chat che )?(?:voi|cung(?: voi)?|cung)?\s*"
)
_THEY_SUPPORT = re.compile(r"^\s*(?:cung )?phoi hop(?: thuc hien)?(?=\s|[,.;:])\s*(?:de |trong viec )?")
# After its units a duty goes on with a colon or a verb in small letters, not with a joint or a state.
_ACTS = re.compile(
    r"\s*:|\s+(?!(?:và|là|đã|đang|có|được|của|thuộc|với|năm|cùng|về|trong|trên|tại|theo|do|để)\s)[a-zà-ỹđ]"
)
_WHEN = (
    r"(?:(?:hoan thanh|xong|thoi gian(?: thuc hien| hoan thanh)?|thuc hien|to chuc|trien khai|bat dau|va)\s*:?\s*)*"
    r"(?:trong |vao |den |ke )?"
    r"(?:truoc (?:ngay )?\d|truoc thang \d|cham nhat|muon nhat|tu (?:ngay )?\d{1,2}/|tu ngay \d|tu thang \d|tu quy |quy (?:i|1|2|3|4)|thang \d|"
    r"hang thang|hang quy|hang tuan|hang nam|dinh ky|thuong xuyen|ngay \d|6 thang (?:dau|cuoi)|den het|trong nam|ca nam|moi thang|moi quy)"
)
_WHEN_AT = re.compile(rf"(?:^|(?<=[\s,;(]))(?:{_WHEN})")


def read_sentence(
    text: str, *, reader: UnitReader, year: int, lead: str = "", loose: bool = False
) -> TaskDraft | None:
    """Return the task a sentence assigns, None when it assigns nothing.

    `lead` is a unit named by the heading above; `loose` also accepts "Sở A: …" and "Sở A có trách nhiệm …".
    """
    schedule, body = _leading_time(text, year)
    folded = flat(body)
    given = _GIVE.match(folded)
    start = given.end() if given else 0
    units, end = reader.prefix(body[start:])
    draft = TaskDraft(strict=True)
    at = start
    assigned = False
    if units.keys:
        at = start + end
        draft.lead = body[start:at].strip(" ,:")
    elif lead:
        draft.lead = lead
        at = 0
    else:
        return None
    led = _LEADS.match(folded[at:])
    duty = None if led else _DUTY.match(folded[at:])
    if led:
        at += led.end()
        assigned = True
    elif duty:
        at += duty.end()
        assigned = bool(given) or loose
        again = _LEADS.match(folded[at:])
        if again:
            at, assigned = at + again.end(), True
    at, shared = _supports(body, folded, at, draft, reader)
    assigned = assigned or shared or bool(given) or bool(lead)
    if re.search(r"(?:nhu sau|sau day)\s*:?\s*$", folded):
        return None
    if not assigned and not (loose and _ACTS.match(body[at:])):
        return None
    content = body[at:].strip(" ,:;–-.")
    if len(content.split()) < 3:
        return None
    if not schedule:
        schedule, content = _time_of(content, year)
    draft.content = content.strip(" ,;.")
    draft.schedule = schedule
    return draft


def _supports(body: str, folded: str, at: int, draft: TaskDraft, reader: UnitReader) -> tuple[int, bool]:
    with_ = _WITH.match(folded[at:])
    if with_:
        units, end = reader.prefix(body[at + with_.end() :])
        if units.keys:
            begin = at + with_.end()
            draft.support = body[begin : begin + end].strip(" ,:;")
            return begin + end, True
        return at, False
    units, end = reader.prefix(body[at:].lstrip(" ,;"))
    if units.keys:
        begin = at + len(body[at:]) - len(body[at:].lstrip(" ,;"))
        after = _THEY_SUPPORT.match(folded[begin + end :])
        if after:
            draft.support = body[begin : begin + end].strip(" ,:;")
            return begin + end + after.end(), True
    return at, False


def _leading_time(text: str, year: int) -> tuple[str, str]:
    """ "Trước ngày 15/6, Sở Nội vụ công bố …": the time stands first."""
    match = re.match(rf"(?:{_WHEN})[^,;]*?[,:]\s*", flat(text))
    if match is None:
        return "", text
    words = text[: match.end()].strip(" ,:")
    return (words, text[match.end() :]) if _is_clear(words, year) else ("", text)


def _is_clear(words: str, year: int) -> bool:
    read = read_schedule(words, year)
    unsure = {"schedule_unknown", "schedule_partly", "schedule_empty", "impossible_date"}
    return not any(doubt.why in unsure for doubt in read.doubts)


def _time_of(content: str, year: int) -> tuple[str, str]:
    """The time a sentence names; taken out of the sentence when it stands at its end."""
    folded = flat(content)
    for match in _WHEN_AT.finditer(folded):
        for end in _ends(folded, match.start()):
            words = content[match.start() : end].strip(" ,;.()")
            words = re.sub(
                r"^((?:mỗi|hằng|hàng) (?:tháng|quý|tuần|năm)) \d.*$", r"\1", words, flags=re.IGNORECASE
            )
            if len(words) < 4 or not _is_clear(words, year):
                continue
            if not folded[match.start() + len(words) :].strip(" ,;.()"):
                return words, content[: match.start()].rstrip(" ,;(–-.") or content
            return words, content
    return "", content


def _ends(folded: str, start: int) -> list[int]:
    """Where a time phrase may end, the longest first."""
    stops = [m.start() for m in re.finditer(r"[;.)](?:\s|$)|,", folded[start:])]
    ends = [start + stop for stop in stops] + [len(folded)]
    words = [token.end for token in tokens(folded) if start < token.end]
    return sorted({*ends, *words[:12]}, reverse=True)
