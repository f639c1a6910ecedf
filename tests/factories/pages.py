"""Pages of the newsroom for tests, live unless said otherwise."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from danbiet.cms.models import Picture
from danbiet.media.models import Video
from danbiet.newsroom.actions import ensure_sections
from danbiet.newsroom.models import PublicPage, SectionPage, VideoPage
from danbiet.org.models import Unit

AT = datetime(2021, 5, 4, 2, tzinfo=UTC)
_numbers = count(1)


def section(kind: str) -> SectionPage:
    """The portal's section of a kind; all are made where a test emptied the database before."""
    sections = SectionPage.objects.filter(kind=kind, depth=3)
    if not sections.exists():
        ensure_sections()
    found: SectionPage = sections.get()
    return found


def page(cls: type[PublicPage], unit: Unit, *, under: SectionPage | None = None, **fields: Any) -> Any:
    """A page of a class below its section, dated 04/05/2021."""
    number = next(_numbers)
    live = fields.setdefault("live", True)
    fields.setdefault("title", f"Trang {number}")
    fields.setdefault("slug", f"bai-thu-{number}")  # Wagtail calls a Khmer page trang-1
    fields.setdefault("dated_on", date(2021, 5, 4))
    if live:
        fields.setdefault("first_published_at", AT)
        fields.setdefault("last_published_at", AT)
    if cls is VideoPage:
        fields.setdefault(
            "video", Video.objects.create(title=fields["title"], unit=unit, uploaded_at=AT, is_public=live)
        )
    made = cls(unit=unit, **fields)
    (under or section(cls.section_kind)).add_child(instance=made)
    return made


def picture(title: str = "Một cửa") -> Picture:
    """A small picture with its description."""
    drawn = io.BytesIO()
    Image.new("RGB", (64, 36), "#9b1c1f").save(drawn, "PNG")
    made = Picture(title=title, description="Bộ phận Một cửa")
    made.file.save(f"tranh-{next(_numbers)}.png", ContentFile(drawn.getvalue()), save=False)
    made.width, made.height = 64, 36
    made.save()
    return made
