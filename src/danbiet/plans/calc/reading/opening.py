"""Opens a file of any kind a plan comes in, as lines and grids in reading order."""

from collections.abc import Iterator
from dataclasses import dataclass

from .blocks import Block, Content, read_content, words_of_file
from .package import PDF, Package, refuse_by_first_bytes
from .pages import read_pages
from .result import Doubt
from .sheets import read_workbook


@dataclass(frozen=True, slots=True)
class Source:
    """What stands in a file: its blocks, all its words (to see that none is lost), what was unsure in opening it."""

    content: Content
    words: list[str]
    doubts: tuple[Doubt, ...] = ()


def open_source(data: bytes) -> Source:
    """Open a .docx, an .xlsx or a PDF with text, told apart by their content. Refuses with a subclass of UnreadableFile."""
    refuse_by_first_bytes(data)
    if data.startswith(PDF):
        content = read_pages(data)
        return Source(content, list(_words(content)))
    package = Package(data)
    if package.is_workbook:
        content, doubts = read_workbook(package, data)
        return Source(content, list(_words(content)), tuple(doubts))
    return Source(read_content(package), words_of_file(package))


def _words(content: Content) -> Iterator[str]:
    for part in (content.body, content.notes, content.furniture):
        for block in part:
            yield from _text(block).split()


def _text(block: Block) -> str:
    return block.text
