"""What editors published: pages that are live, each once as written (its translations are named in it)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

from pydantic import Field

from danbiet.kit.clock import local
from danbiet.media.queries import playables
from danbiet.newsroom.enums import SectionKind
from danbiet.newsroom.queries import public as ask
from danbiet.newsroom.queries.around import around
from danbiet.newsroom.queries.findable import findable
from danbiet.newsroom.registry import task_labels
from danbiet.newsroom.views.shown import cover
from danbiet.org.queries import Tree, tree
from danbiet.visits.queries import page_views

from ..render import pages as shapes
from ..render.shape import File
from ..render.shape import gettext_noop as _
from ..validators import UNIT, Asked, AsOf, Day, Id, Paged, PagedAsOf, Words, Year
from .rows import Now, Rows, full, link, unit_ref

ORDERS = {"-ngay": ("-dated_on", "-pk"), "ngay": ("dated_on", "pk")}
DOCUMENT_ORDERS = {"-ngay": ("-issued_on", "-pk"), "ngay": ("issued_on", "pk"), "so": ("number", "pk")}
P = TypeVar("P", bound=shapes.Page)


class PagesAsked(Paged):
    q: Words = Field("", description=_("Words in the title, as they are written."))
    don_vi: Id | None = Field(None, description=UNIT)
    nam: Year | None = Field(None, description=_("Of this year, by the date readers see."))
    ngon_ngu: Literal["", "vi", "en", "km"] = Field("", description=_("Written in this language."))
    sap_xep: Literal["-ngay", "ngay"] = Field("-ngay", description=_("By date; - newest first."))


class AnnouncementsAsked(PagesAsked):
    ngay: Day | None = Field(None, description=_("Only what is still valid on this day."))


class DocumentsAsked(PagedAsOf):
    q: Words = Field("", description=_("Words in number or abstract, as they are written."))
    loai: Words = Field("", description=_("Abbreviation of the kind, e.g. KH."))
    nam: Year | None = Field(None, description=_("Issued in this year."))
    hieu_luc: Literal["", "con", "het"] = Field("", description=_("con: in force on the day; het: not."))
    sap_xep: Literal["-ngay", "ngay", "so"] = Field(
        "-ngay", description=_("By day of issue or by number (so).")
    )


def _found(kind: SectionKind, asked: PagesAsked) -> Any:
    rows = ask.live(kind).order_by(*ORDERS[asked.sap_xep])
    for word in asked.q.split()[:8]:
        rows = rows.filter(title__icontains=word)
    if asked.don_vi is not None:
        rows = rows.filter(unit_id=asked.don_vi)
    if asked.nam is not None:
        rows = rows.filter(dated_on__year=asked.nam)
    return rows.filter(language=asked.ngon_ngu) if asked.ngon_ngu else rows


def _lines(
    path: str, on: date, shape: type[P], own: Callable[[Any, date], dict[str, Any]]
) -> Callable[[Sequence[Any]], list[P]]:
    """A page in two queries: the units of the day (kept) and the tasks that may be named."""

    def lines(part: Sequence[Any]) -> list[P]:
        units = tree(on)
        tasks = task_labels([one.task_id for one in part if one.task_id])
        return [shape(**_page(one, path, units, tasks), **own(one, on)) for one in part]

    return lines


def _page(one: Any, path: str, units: Tree, tasks: dict[int, Any]) -> dict[str, Any]:
    return {
        "id": one.pk, "title": one.title, "summary": one.summary, "language": one.language, "on": one.dated_on,
        "unit": unit_ref(one.unit_id, units), "byline": one.byline, "audience": one.audience,
        "task_id": one.task_id if one.task_id in tasks else None, "published_at": local(one.last_published_at) if one.last_published_at else None,
        "links": link(f"{path}/{one.pk}", ask.address(one)),
    }  # fmt: skip


def _live(kind: SectionKind, pk: int) -> Any:
    return ask.CLASSES[kind].objects.select_related("cover").filter(pk=pk, live=True).first()


def _in_full(one: Any, path: str, on: date) -> dict[str, Any]:
    tasks = task_labels([one.task_id]) if one.task_id else {}
    item = findable(one.pk)
    picture = cover(one, ask.LARGE)
    near = around(one, count=0, has_neighbours=False)
    return {
        **_page(one, path, tree(on), tasks), "text": item.text if item else "",
        "corrections": [shapes.Correction(on=each.on, text=each.text) for each in near.corrections],
        "translations": [
            shapes.Translation(language=each.language, title=each.title, html=full(ask.address(each)))
            for each in near.languages
            if each.pk != one.pk
        ],
        "cover": full(picture.url) if picture else "", "views": page_views(ask.address(one)),
    }  # fmt: skip


# Articles, announcements, pages of the programme


def _article(one: Any, _on: date) -> dict[str, Any]:
    return {"form": one.form}


def articles(asked: PagesAsked, now: Now) -> Rows[shapes.Article]:
    """News and articles, newest first."""
    return Rows(_found(SectionKind.NEWS, asked), _lines("/articles", now.on, shapes.Article, _article))


def article(asked: Asked, now: Now, id: Id) -> shapes.ArticleInFull | None:
    """An article with its text."""
    one = _live(SectionKind.NEWS, id)
    return one and shapes.ArticleInFull(**_in_full(one, "/articles", now.on), **_article(one, now.on))


def _announcement(one: Any, _on: date) -> dict[str, Any]:
    return {"valid_until": one.valid_until}


def announcements(asked: AnnouncementsAsked, now: Now) -> Rows[shapes.Announcement]:
    """Announcements, newest first; with a day only those still valid then."""
    rows = _found(SectionKind.ANNOUNCEMENTS, asked)
    if asked.ngay is not None:
        rows = ask.still_valid(rows, asked.ngay)
    lines = _lines("/announcements", now.on, shapes.Announcement, _announcement)
    return Rows(rows, lines, as_of=asked.ngay)


def announcement(asked: Asked, now: Now, id: Id) -> shapes.AnnouncementInFull | None:
    """An announcement with its text."""
    one = _live(SectionKind.ANNOUNCEMENTS, id)
    return one and shapes.AnnouncementInFull(
        **_in_full(one, "/announcements", now.on), **_announcement(one, now.on)
    )


def _programme_page(one: Any, _on: date) -> dict[str, Any]:
    return {"subject": one.subject, "year": one.year}


def programme_pages(asked: PagesAsked, now: Now) -> Rows[shapes.ProgrammePage]:
    """Pages on the reform programme."""
    lines = _lines("/programme-pages", now.on, shapes.ProgrammePage, _programme_page)
    return Rows(_found(SectionKind.PROGRAMME, asked), lines)


def programme_page(asked: Asked, now: Now, id: Id) -> shapes.ProgrammePageInFull | None:
    """A page on the programme with its text."""
    one = _live(SectionKind.PROGRAMME, id)
    return one and shapes.ProgrammePageInFull(
        **_in_full(one, "/programme-pages", now.on), **_programme_page(one, now.on)
    )


# Documents


def documents(asked: DocumentsAsked, now: Now) -> Rows[shapes.Document]:
    """The register of official documents as of a day."""
    on = asked.ngay or now.on
    rows = (
        ask.live(SectionKind.DOCUMENTS)
        .select_related("superseded_by")
        .order_by(*DOCUMENT_ORDERS[asked.sap_xep])
    )
    for word in asked.q.split()[:8]:
        rows = rows.filter(title__icontains=word) | rows.filter(number__icontains=word)
    if asked.loai:
        rows = rows.filter(type=asked.loai)
    if asked.nam is not None:
        rows = rows.filter(issued_on__year=asked.nam)
    if asked.hieu_luc:
        rows = ask.documents_in_force(rows, on=on, is_in_force=asked.hieu_luc == "con")
    return Rows(rows, _lines("/documents", on, shapes.Document, _document), as_of=on)


def _document(one: Any, on: date) -> dict[str, Any]:
    begins, ends = one.in_force_from, one.expires_on
    successor = one.superseded_by
    return {
        "number": one.number, "type": one.type, "type_label": str(one.get_type_display()), "issued_on": one.issued_on,
        "issuer": one.issuer, "signer": one.signer, "in_force_from": begins, "expires_on": ends,
        "superseded_by_id": successor.pk if successor is not None and successor.live else None,
        "is_in_force": successor is None and (begins is None or begins <= on) and (ends is None or ends >= on),
    }  # fmt: skip


def document(asked: AsOf, now: Now, id: Id) -> shapes.DocumentInFull | None:
    """A document with its files and what was read in them."""
    one = _live(SectionKind.DOCUMENTS, id)
    if one is None:
        return None
    on = asked.ngay or now.on
    return shapes.DocumentInFull(
        **_in_full(one, "/documents", on), **_document(one, on), files=[_file(each.attachment) for each in ask.files(one)],
        supersedes=[each.pk for each in ask.superseded_by_this(one)],
    )  # fmt: skip


def _file(attachment: Any) -> File:
    return File(
        title=attachment.title,
        type=attachment.file_extension.upper()[:5],
        bytes=attachment.get_file_size(),
        url=full(attachment.url),
    )


# Good models and videos


def _good_model(one: Any, _on: date) -> dict[str, Any]:
    return {"field": one.field, "field_label": str(one.get_field_display()), "adoption_count": one.adopted}


def good_models(asked: PagesAsked, now: Now) -> Rows[shapes.GoodModel]:
    """Good models with how many units took each over."""
    rows = ask.adoption_counts(_found(SectionKind.MODELS, asked))
    return Rows(rows, _lines("/good-models", now.on, shapes.GoodModel, _good_model))


def good_model(asked: Asked, now: Now, id: Id) -> shapes.GoodModelInFull | None:
    """A good model with who took it over and with which result."""
    one = _live(SectionKind.MODELS, id)
    if one is None:
        return None
    units, adopted = tree(now.on), ask.adoptions(one)
    one.adopted = len(adopted)
    return shapes.GoodModelInFull(
        **_in_full(one, "/good-models", now.on), **_good_model(one, now.on),
        nominated_by=unit_ref(one.nominated_by_id, units) if one.nominated_by_id else None,
        adoptions=[shapes.Adoption(unit=unit_ref(each.unit_id, units), on=each.on, result=each.result) for each in adopted],
    )  # fmt: skip


def _video(one: Any, _on: date) -> dict[str, Any]:
    return {"contest": one.contest, "contest_year": one.contest_year, "prize": one.prize}


def videos(asked: PagesAsked, now: Now) -> Rows[shapes.Video]:
    """Videos of the library, newest first."""
    return Rows(_found(SectionKind.VIDEOS, asked), _lines("/videos", now.on, shapes.Video, _video))


def video(asked: Asked, now: Now, id: Id) -> shapes.VideoInFull | None:
    """A video with its files; its text is the transcript."""
    one = _live(SectionKind.VIDEOS, id)
    if one is None:
        return None
    film = playables([one.video_id]).get(one.video_id) if one.video_id else None
    shown = film if film is not None and film.is_public and film.is_playable else None
    return shapes.VideoInFull(
        **_in_full(one, "/videos", now.on), **_video(one, now.on), seconds=Decimal(str(shown.duration)) if shown else None,
        file=full(shown.download_url) if shown else "", stream=full(shown.hls_url) if shown else "",
        poster=full(shown.poster_url) if shown else "",
        subtitles=[shapes.Subtitles(language=each.language, url=full(each.url)) for each in shown.tracks] if shown else [],
    )  # fmt: skip
