"""What editors published."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import Field

from .shape import File, Links, Number, Shape, UnitRef
from .shape import gettext_noop as _


class Page(Shape):
    """What every published page tells."""

    id: int
    title: str
    summary: str
    language: str = Field(description=_("vi, en or km."))
    on: date | None = Field(description=_("The date readers see."))
    unit: UnitRef
    byline: str
    audience: str
    task_id: int | None = Field(description=_("The task of a plan it fulfils."))
    published_at: datetime | None = Field(description=_("When the present version was published."))
    links: Links


class Translation(Shape):
    language: str
    title: str
    html: str


class Correction(Shape):
    on: date
    text: str


class Told(Shape):
    """What a page in full adds to its line."""

    text: str = Field(
        description=_("All of it as plain text; for documents also what was read in the files.")
    )
    corrections: list[Correction]
    translations: list[Translation]
    cover: str = Field(description=_("Address of the cover picture, empty when there is none."))
    views: int


class Article(Page):
    form: str = Field(description=_("news, feature, interview, photo_story or infographic."))


class ArticleInFull(Article, Told):
    pass


class Announcement(Page):
    valid_until: date | None


class AnnouncementInFull(Announcement, Told):
    pass


class ProgrammePage(Page):
    subject: str = Field(description=_("master, results or directions."))
    year: int | None


class ProgrammePageInFull(ProgrammePage, Told):
    pass


class Document(Page):
    """An official document; its title is the abstract."""

    number: str
    type: str = Field(description=_("Abbreviation of the kind, e.g. KH, QĐ."))
    type_label: str
    issued_on: date
    issuer: str
    signer: str
    in_force_from: date | None
    expires_on: date | None
    superseded_by_id: int | None
    is_in_force: bool = Field(description=_("Whether it binds on the day."))


class DocumentInFull(Document, Told):
    files: list[File]
    supersedes: list[int]


class GoodModel(Page):
    field: str
    field_label: str
    adoption_count: int


class Adoption(Shape):
    unit: UnitRef
    on: date
    result: str


class GoodModelInFull(GoodModel, Told):
    nominated_by: UnitRef | None
    adoptions: list[Adoption]


class Video(Page):
    contest: str
    contest_year: int | None
    prize: str


class Subtitles(Shape):
    language: str
    url: str


class VideoInFull(Video, Told):
    seconds: Number | None
    file: str = Field(description=_("Address of the film as a file, empty when it is not offered."))
    stream: str = Field(description=_("HLS playlist."))
    poster: str
    subtitles: list[Subtitles]
