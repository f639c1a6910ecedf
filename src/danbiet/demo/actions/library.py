"""Pictures, files and films that texts of the demonstration name: made when first asked for, through the ordinary inspection."""

from __future__ import annotations

import io
import tempfile
from datetime import date, datetime
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import InMemoryUploadedFile

from danbiet.accounts.models import User
from danbiet.cms.models import Attachment, Picture
from danbiet.exports.render import Column, OfficialHead, ReportDocument, Row, Section, Table, render_report
from danbiet.media.actions import (
    UploadRefused,
    VideoRefused,
    add_track,
    describe_video,
    inspect_upload,
    take_whole,
)
from danbiet.media.enums import DOCUMENTS, PHOTOS
from danbiet.media.render import MissingFfmpeg, Turn, make

from ..calc import programme
from ..calc.documents import FILES, Written
from ..calc.films import FILMS, Film
from ..calc.pictures import CREDIT, PICTURES
from ..calc.scenes import HIGH, WIDE, paint
from ..calc.slides import scan, slide
from .paper import plan_file

HALF_A_SLIDE = 1.2  # seconds
SCANNED = "-ban-quet"


class Library:
    """What has been made so far, by name. Everything belongs to the province's reform office."""

    def __init__(self, *, by: User) -> None:
        self.by = by
        self._pictures: dict[str, int] = {}
        self._files: dict[str, int] = {}
        self._films: dict[str, int | None] = {}

    def picture(self, name: str) -> int:
        """A drawn picture with its description and credit."""
        if name not in self._pictures:
            title, description = PICTURES[name]
            kept = inspect_upload(ContentFile(paint(name), name=f"{name}.png"), allowed=PHOTOS)
            made = Picture(title=title, description=description, credit=CREDIT, uploaded_by_user=self.by)
            made.file.save(kept.name, ContentFile(kept.content), save=False)
            made.width, made.height = WIDE, HIGH
            made._set_image_file_metadata()
            made.save()
            self._pictures[name] = made.pk
        return self._pictures[name]

    def file(self, name: str) -> int:
        """A Word file made by our own renderer, or a scan of its first page."""
        if name not in self._files:
            content, title, ending = _made(name)
            kept = inspect_upload(ContentFile(content, name=f"{name}.{ending}"), allowed=DOCUMENTS)
            attachment = Attachment(title=title, uploaded_by_user=self.by)
            attachment.file.save(kept.name, ContentFile(kept.content), save=False)
            attachment._set_document_file_metadata()
            attachment.save()
            self._files[name] = attachment.pk
        return self._files[name]

    def film(self, name: str, *, title: str, unit_id: int, at: datetime) -> int | None:
        """A short film, handed to the queue like any other; None where this machine can make or keep none."""
        if name not in self._films:
            self._films[name] = self._filmed(FILMS[name], title=title, unit_id=unit_id, at=at)
        return self._films[name]

    def _filmed(self, film: Film, *, title: str, unit_id: int, at: datetime) -> int | None:
        try:
            content = _shot(film)
            video = take_whole(
                InMemoryUploadedFile(
                    io.BytesIO(content), None, f"{film.name}.mp4", "video/mp4", len(content), None
                ),
                user=self.by,
                details={"unit": unit_id, "title": title},
                at=at,
            )
        except (MissingFfmpeg, UploadRefused, VideoRefused):
            return None
        if film.subtitles:
            add_track(video.pk, film.subtitles.encode(), language="vi", label="Tiếng Việt", by=self.by, at=at)
        if film.transcript:
            describe_video(video.pk, title=title, transcript=film.transcript, by=self.by, at=at)
        return video.pk


def _shot(film: Film) -> bytes:
    """The slides one after the other, as a small MP4, after the first picture alone."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        opening = slide(film.slides[0][0], "")  # without words: this is what the poster shows
        frames = [opening, opening, *(frame for one in film.slides for frame in [slide(*one)] * 2)]
        for number, frame in enumerate(frames):
            frame.save(place / f"{number:02}.png", compress_level=1)
        target = place / "film.mp4"
        make(
            Turn(
                [
                    "-hide_banner", "-nostdin", "-loglevel", "error", "-framerate", f"1/{HALF_A_SLIDE}",
                    "-i", str(place / "%02d.png"), "-r", "10", "-c:v", "libx264", "-preset", "ultrafast", "-crf", "30",
                    "-pix_fmt", "yuv420p", "-movflags", "+faststart", str(target),
                ]
            )
        )  # fmt: skip
        return target.read_bytes()


def _made(name: str) -> tuple[bytes, str, str]:
    """(content, title, ending)"""
    key = name.removesuffix(SCANNED)
    if key == "ke-hoach-19":
        title = f"Kế hoạch số {programme.NUMBER}"
        if name == key:
            return plan_file(), f"{title} (bản Word)", "docx"
        content = scan(
            above=("Ủy ban nhân dân", "tỉnh Sóc Trăng"),
            place=_place(programme.ISSUED_ON),
            number=programme.NUMBER,
            title=(programme.TYPE_NAME.upper(), programme.ABSTRACT),
            text=tuple(
                line
                for section in programme.SECTIONS
                for line in (section.heading, *section.paragraphs)
                if line
            ),
        )
        return content, f"{title} (bản quét trang đầu)", "pdf"
    paper = FILES[key]
    title = f"{paper.type_name} số {paper.number}"
    if name == key:
        return _word(paper), f"{title} (bản Word)", "docx"
    content = scan(
        above=(paper.superior, paper.issuer),
        place=_place(paper.on),
        number=paper.number,
        title=(paper.type_name.upper(), paper.abstract),
        text=tuple(line for heading, lines in paper.sections for line in (heading, *lines)),
    )
    return content, f"{title} (bản quét trang đầu)", "pdf"


def _place(on: date) -> str:
    return f"Sóc Trăng, ngày {on.day:02} tháng {on.month if on.month > 2 else f'{on.month:02}'} năm {on.year}"


def _word(paper: Written) -> bytes:
    head, *rows = paper.rows or (("",),)
    table = Table(
        columns=tuple(Column(label=label, width=1 + place) for place, label in enumerate(head)),
        rows=tuple(Row(cells=row) for row in rows),
    )
    sections = [Section(heading=heading, paragraphs=lines) for heading, lines in paper.sections]
    if paper.rows:
        sections.append(Section(table=table))
    return render_report(
        ReportDocument(
            head=OfficialHead(
                superior=paper.superior,
                issuer=paper.issuer,
                number=paper.number,
                place="Sóc Trăng",
                date=paper.on,
                type_name=paper.type_name,
                abstract=paper.abstract,
                recipients=paper.recipients,
                signer_title=paper.signer_title,
            ),
            sections=tuple(sections),
        )
    )
