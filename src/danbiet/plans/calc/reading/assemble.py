"""From the words of a task to its meaning."""

import re
from dataclasses import replace
from itertools import pairwise

from .draft import GroupDraft, TaskDraft
from .forms import read_audience, read_forms, without_counts
from .outline import split_fields
from .result import Doubt, ParsedGroup, ParsedTask, Schedule, Targets, Units, Unmatched
from .schedule import read_schedule
from .sentences import read_sentence
from .targets import read_targets
from .units import UnitReader
from .unitwords import same_as_above
from .words import clean, first_lower, flat, one_line

_EMPTY = re.compile(r"^[\s\-–—_.…/x*0]*$|^\s*không\s*$|^\s*không có\s*$", re.IGNORECASE)


def assemble(
    groups: list[GroupDraft], *, year: int, reader: UnitReader, title: str
) -> tuple[tuple[ParsedGroup, ...], tuple[Unmatched, ...]]:
    """Understand every task; groups without tasks are dropped (their words are kept by the caller)."""
    parsed: list[ParsedGroup] = []
    unmatched: list[Unmatched] = []
    drafts = [draft for group in groups for draft in group.tasks]
    for draft in drafts:
        _split_shared_fields(draft)
    _repeat(drafts)
    for draft in drafts:
        _led_by_its_subject(draft, year=year, reader=reader)
    for group in groups:
        if not group.tasks:
            continue
        order = len(parsed) + 1
        tasks = []
        for n, draft in enumerate(group.tasks, 1):
            task, missing = _task(draft, order=n, where=f"{order}.{n}", year=year, reader=reader)
            tasks.append(task)
            unmatched.extend(missing)
        parsed.append(ParsedGroup(order, one_line(group.title) or title, tuple(tasks), group.source))
    return tuple(parsed), tuple(unmatched)


def _repeat(drafts: list[TaskDraft]) -> None:
    """ "-nt-" and "Như trên" stand for the words of the task before."""
    for before, draft in pairwise(drafts):
        for name in ("form", "audience", "product", "target", "lead", "support", "schedule"):
            if same_as_above(getattr(draft, name)):
                setattr(draft, name, getattr(before, name))


def _led_by_its_subject(draft: TaskDraft, *, year: int, reader: UnitReader) -> None:
    """ "Sở Nội vụ tổ chức hội thi" where no column says who: the subject of the sentence leads."""
    if not _EMPTY.match(draft.lead) or not draft.content:
        return
    said = read_sentence(draft.content.split("\n")[0], reader=reader, year=year, loose=True)
    if said is not None:
        draft.lead = said.lead
        draft.inherited.append("lead")
        if _EMPTY.match(draft.support):
            draft.support = said.support


def _task(
    draft: TaskDraft, *, order: int, where: str, year: int, reader: UnitReader
) -> tuple[ParsedTask, list[Unmatched]]:
    leads, supports, missing = _units(draft, where, reader)
    targets = _targets(draft)
    schedule = _schedule(draft, year)
    forms = _forms(draft)
    often = clean(draft.target or draft.product)
    if schedule.recurrence is None and often and not targets.targets:
        # "Hàng tuần" under "Tần suất"
        said = read_schedule(often, year)
        schedule = schedule if said.doubts else replace(schedule, recurrence=said.recurrence)
    doubts = [*leads.doubts, *supports.doubts, *targets.doubts, *schedule.doubts]
    if not leads.keys:
        doubts.append(Doubt("leads", draft.lead, "no_lead"))
    doubts.extend(Doubt(name, getattr(draft, name), "inherited") for name in draft.inherited)
    task = ParsedTask(
        order=order,
        content=_content(draft.content),
        forms=forms,
        audience=read_audience(draft.audience).forms if not _EMPTY.match(draft.audience) else (),
        product=_words(draft.product or draft.target),
        targets=targets.targets,
        leads=leads.names,
        supports=supports.names,
        lead_keys=leads.keys,
        support_keys=supports.keys,
        lead_text=_words(draft.lead),
        support_text=_words(draft.support),
        periods=schedule.periods,
        recurrence=schedule.recurrence,
        schedule_text=_words(draft.schedule),
        source_text="\n".join(draft.source),
        target_text=_words(draft.target),
        label=draft.label,
        doubts=tuple(doubts),
        expansions=(*leads.expansions, *supports.expansions),
    )
    return task, missing


def _words(text: str) -> str:
    return "" if _EMPTY.match(text) else text.replace("\t", " ").strip()


def _content(text: str) -> str:
    text = text.strip()
    return (
        re.sub(r"^(?:[-+*•–]\s+|\d{1,2}(?:\.\d{1,2})*[.)]\s+|[a-zđ]\)\s+)(?=\S)", "", text)
        if "\n" not in text
        else text
    )


def _split_shared_fields(draft: TaskDraft) -> None:
    """ "Chủ trì: A. Phối hợp: B" in one cell; "Đối tượng: …" or "Thời gian: …" at the end of another."""
    for name in ("lead", "support"):
        before, fields = split_fields(getattr(draft, name))
        if fields:
            _share(draft, name, before, fields)
    _split_by_verbs(draft)
    for name in ("form", "product", "content", "schedule"):
        before, fields = split_fields(getattr(draft, name))
        fields = [(role, words) for role, words in fields if role in _SHARED]
        if before and fields and not any(getattr(draft, _SHARED[role]) for role, _ in fields):
            _share(draft, name, before, fields)


_SHARED = {
    "lead": "lead", "both": "lead", "support": "support", "schedule": "schedule", "audience": "audience",
    "form": "form", "product": "product", "target": "target",
}  # fmt: skip


def _share(draft: TaskDraft, name: str, before: str, fields: list[tuple[str, str]]) -> None:
    setattr(draft, name, "")
    draft.add(name, before)
    for role, words in fields:
        draft.add(_SHARED.get(role, name), words)


def _split_by_verbs(draft: TaskDraft) -> None:
    """ "Sở Nội vụ chủ trì, phối hợp với Sở Tài chính" and "Sở Nội vụ (chủ trì); Sở Tài chính (phối hợp)"."""
    if not draft.lead:
        return
    text = draft.lead
    folded = flat(text)
    marked = re.findall(r"([^;\n,(]+(?:,[^;\n(]+)*)\(\s*(chủ trì|phối hợp)[^)]*\)", text, re.IGNORECASE)
    rest = re.sub(r"\(\s*(?:chu tri|phoi hop)[^)]*\)", "", folded)
    if marked and not draft.support and not re.search(r"phoi hop|chu tri", rest):
        draft.lead, draft.support = "", ""
        for words, verb in marked:
            draft.add("lead" if flat(verb) == "chu tri" else "support", words.strip(" ;,\n-"))
        return
    if not draft.support and _split_by_endings(draft):
        return
    match = re.search(
        r"[,;.\s]*(?:\(chu tri\)\s*[,;]?\s*)?\b(?:va )?(?:chu tri,?\s*)?phoi hop (?:chat che )?(?:voi|cung)?(?: cac don vi)?\s*:?\s*(?!cap)",
        folded,
    )
    if match is None or draft.support:
        return
    before, after = text[: match.start()], text[match.end() :]
    if re.match(r"\s*(?:thuc hien)?\s*\.?\s*$", flat(after)):
        return
    before = re.sub(
        r"\s*(?:là (?:cơ quan|đơn vị) )?chủ trì(?: thực hiện)?\s*[,;:]?\s*$", "", before, flags=re.IGNORECASE
    )
    if before.strip():
        draft.lead, draft.support = before.strip(" ,;"), after.strip()


def _split_by_endings(draft: TaskDraft) -> bool:
    """ "Sở Nội vụ chủ trì; Sở Tài chính, Sở Tư pháp phối hợp"."""
    match = re.match(
        r"^(?P<lead>[^;\n]+?)\s+(?:là (?:cơ quan|đơn vị) )?chủ trì(?: thực hiện)?\s*[;,.\n]\s*"
        r"(?P<support>.+?)\s+(?:cùng )?phối hợp(?: thực hiện)?\s*\.?$",
        draft.lead,
        re.IGNORECASE | re.DOTALL,
    )
    if match is None or re.match(r"phối hợp", match.group("support"), re.IGNORECASE):
        return False
    draft.lead, draft.support = match.group("lead"), match.group("support")
    return True


def _units(draft: TaskDraft, where: str, reader: UnitReader) -> tuple[Units, Units, list[Unmatched]]:
    leads = reader.read(draft.lead, field_name="leads")
    supports = reader.read(draft.support, field_name="supports", leaving=leads.keys)
    missing = [Unmatched(words, f"{where}/leads", why) for words, why in leads.unknown]
    missing.extend(Unmatched(words, f"{where}/supports", why) for words, why in supports.unknown)
    return leads, supports, missing


def _targets(draft: TaskDraft) -> Targets:
    """The target column decides when it says anything; else the product, the forms, then the sentence itself."""
    if draft.target:
        found = _counted_by_form(read_targets(draft.target), draft)
        if found.targets or _EMPTY.match(draft.target):
            return found
    for words, strict in (
        (draft.product, False),
        (draft.form, True),
        (draft.schedule, True),
        (draft.content, True),
    ):
        found = read_targets(words, strict=strict)
        if found.targets:
            return found
    return Targets(())


def _counted_by_form(found: Targets, draft: TaskDraft) -> Targets:
    """A bare figure under "Số lượng" beside the one form "Tờ rơi" counts that form."""
    form = one_line(draft.form).strip(" .;")
    if len(found.targets) != 1 or found.targets[0].unit or not form or re.search(r"[,;/\d]| và ", form):
        return found
    target = replace(found.targets[0], unit=first_lower(form))
    return Targets((target,), tuple(doubt for doubt in found.doubts if doubt.why != "no_unit_of_measure"))


def _schedule(draft: TaskDraft, year: int) -> Schedule:
    text = re.sub(r"\n", "; ", clean(draft.schedule))
    return read_schedule("" if _EMPTY.match(text) else text, year)


def _forms(draft: TaskDraft) -> tuple[str, ...]:
    if _EMPTY.match(draft.form):
        return ()
    forms = read_forms(draft.form).forms
    return without_counts(forms) if draft.combined else forms


def renamed(group: ParsedGroup, *, title: str) -> ParsedGroup:
    """Return the group under another title."""
    return replace(group, title=title)
