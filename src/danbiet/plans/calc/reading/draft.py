"""A task while it is being read: the words of each field, before they are understood."""

from dataclasses import dataclass, field


@dataclass
class TaskDraft:
    """Words by field; `source` gathers every word of the file that belongs to the task."""

    content: str = ""
    form: str = ""
    audience: str = ""
    product: str = ""
    target: str = ""
    lead: str = ""
    support: str = ""
    schedule: str = ""
    label: str = ""
    source: list[str] = field(default_factory=list)
    combined: bool = False
    inherited: list[str] = field(default_factory=list)
    lead_is_head: str = ""
    strict: bool = False
    labelled: bool = False
    places: list[int] = field(default_factory=list)

    def add(self, name: str, words: str) -> None:
        """Append words to a field, on a line of their own; the same words twice stay once."""
        words = words.strip()
        if not words:
            return
        old = getattr(self, name)
        if words != old and words not in old.split("\n"):
            setattr(self, name, f"{old}\n{words}" if old else words)


@dataclass
class GroupDraft:
    """A group heading and the tasks under it."""

    title: str
    tasks: list[TaskDraft] = field(default_factory=list)
    source: str = ""
    place: int = -1
