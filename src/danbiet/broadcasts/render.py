"""The air as files: calendar (ICS, RFC 5545), programme guide (XMLTV), script (Word). Knows no database and no Django."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from icalendar import Calendar, Event
from lxml import etree

from .calc.speaking import clock

FONT = "Times New Roman"
BAD = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 65534, 65535))


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry of the schedule; `key` is the same in every reading."""

    key: str
    channel_code: str
    channel: str
    title: str
    starts_at: datetime
    seconds: int
    language: str
    url: str = ""
    is_confirmed: bool = False


def clean(text: str) -> str:
    """The text without what XML and calendars cannot hold."""
    return "".join(sign for sign in text.translate(BAD) if not "\ud800" <= sign <= "\udfff")


def ics(entries: Iterable[Shown], *, name: str, host: str, made_at: datetime) -> bytes:
    """A calendar of the entries, all times in UTC."""
    calendar = Calendar()
    calendar.add("prodid", "-//Dan Biet//broadcasts//VI")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", clean(name))
    calendar.add("x-wr-timezone", "Asia/Ho_Chi_Minh")
    for one in entries:
        event = Event()
        event.add("uid", f"{one.key}-{one.channel_code}@{host}")
        event.add("dtstamp", made_at.astimezone(UTC))
        event.add("dtstart", one.starts_at.astimezone(UTC))
        event.add("dtend", (one.starts_at + timedelta(seconds=one.seconds)).astimezone(UTC))
        event.add("summary", clean(one.title))
        event.add("location", clean(one.channel))
        event.add("status", "CONFIRMED" if one.is_confirmed else "TENTATIVE")
        if one.url:
            event.add("url", one.url)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def xmltv(channels: Sequence[tuple[str, str]], entries: Iterable[Shown], *, source: str, url: str) -> bytes:
    """An XMLTV guide (xmltv.dtd): channels (code, name), then programmes by time, each with its zone."""
    root = etree.Element("tv", {"source-info-name": clean(source), "source-info-url": url, "generator-info-name": "Dân Biết"})  # fmt: skip
    host = url.split("//")[-1].split("/")[0].split(":")[0]
    for code, name in channels:
        channel = etree.SubElement(root, "channel", {"id": f"{code}.{host}"})
        etree.SubElement(channel, "display-name", {"lang": "vi"}).text = clean(name)
    for one in entries:
        stop = one.starts_at + timedelta(seconds=one.seconds)
        made = etree.SubElement(
            root, "programme",
            {"start": _xmltv_time(one.starts_at), "stop": _xmltv_time(stop), "channel": f"{one.channel_code}.{host}"},
        )  # fmt: skip
        etree.SubElement(made, "title", {"lang": "vi"}).text = clean(one.title)
        etree.SubElement(made, "language").text = one.language
        etree.SubElement(made, "length", {"units": "seconds"}).text = str(one.seconds)
        if one.url:
            etree.SubElement(made, "url").text = one.url
    head = b'<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE tv SYSTEM "xmltv.dtd">\n'
    return head + bytes(etree.tostring(root, encoding="utf-8", pretty_print=True))


def _xmltv_time(at: datetime) -> str:
    return at.strftime("%Y%m%d%H%M%S %z")


@dataclass(frozen=True, slots=True)
class ScriptPart:
    """One part of a script: its place, title, words, length, and a line on consents."""

    heading: str
    text: str
    seconds: int
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A script to be printed; every label is ready text."""

    unit: str
    title: str
    facts: tuple[tuple[str, str], ...]
    parts: tuple[ScriptPart, ...]
    guests: tuple[str, ...] = field(default=())
    guests_label: str = ""
    sum_label: str = ""


def script_docx(script: Script) -> bytes:
    """The script as a Word file: A4, large type with room for marks, the clock time at which each part begins."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin, section.right_margin = Mm(30), Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    style = paper.styles["Normal"]
    style.font.name, style.font.size = FONT, Pt(14)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), FONT)
    style.paragraph_format.space_after = Pt(6)
    _line(paper, script.unit.upper(), bold=True, center=True, size=12)
    _line(paper, script.title, bold=True, center=True, size=16)
    table = paper.add_table(rows=0, cols=2)
    for label, words in script.facts:
        cells = table.add_row().cells
        cells[0].width, cells[1].width = Mm(45), Mm(115)
        _fill(cells[0].paragraphs[0], label, size=12)
        _fill(cells[1].paragraphs[0], words, size=12, bold=True)
    if script.guests:
        _line(paper, script.guests_label, bold=True, size=13)
        for guest in script.guests:
            _line(paper, f"– {guest}", size=13)
    begins = 0
    for part in script.parts:
        head = _line(paper, f"[{clock(begins)}]  {part.heading}  ({clock(part.seconds)})", bold=True, size=13)
        head.paragraph_format.space_before = Pt(12)
        head.paragraph_format.keep_with_next = True
        if part.remark:
            _line(paper, part.remark, italic=True, size=11)
        for words in part.text.split("\n"):
            if words.strip():
                said = _line(paper, words)
                said.paragraph_format.line_spacing = 1.4
        begins += part.seconds
    _line(paper, f"{script.sum_label} {clock(begins)}", bold=True, size=12)
    out = io.BytesIO()
    paper.core_properties.title, paper.core_properties.author = (
        clean(script.title)[:250],
        clean(script.unit)[:250],
    )
    paper.save(out)
    return out.getvalue()


def _line(
    paper: Any, text: str, *, bold: bool = False, italic: bool = False, center: bool = False, size: int = 14
) -> Any:
    paragraph = paper.add_paragraph()
    if center:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _fill(paragraph, text, size=size, bold=bold, italic=italic)
    return paragraph


def _fill(paragraph: Any, text: str, *, size: int, bold: bool = False, italic: bool = False) -> None:
    run = paragraph.add_run(clean(text))
    run.bold, run.italic, run.font.size = bold, italic, Pt(size)
