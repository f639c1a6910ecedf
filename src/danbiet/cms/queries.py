"""What readers may have of pictures, attachments and videos: only what a live page shows."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, Exists, Model, OuterRef, Q, QuerySet
from django.db.models.functions import Cast
from wagtail.models import Page, ReferenceIndex

from danbiet.org.enums import Role
from danbiet.org.queries import Rights, holders

from .enums import TextState
from .models import Attachment, Picture, PictureRendition


def shown_on_live_pages(model: type[Model], ids: Iterable[int], *, except_on: int | None = None) -> set[int]:
    """Those of the objects that some live page refers to, one named page left out; two queries.

    Wagtail's reference index knows every reference of a page's row: fields, blocks, links in text, files.
    """
    wanted = {str(pk) for pk in ids}
    if not wanted:
        return set()
    rows = list(
        ReferenceIndex.objects.filter(
            to_content_type=ContentType.objects.get_for_model(model),
            to_object_id__in=wanted,
            base_content_type=ContentType.objects.get_for_model(Page),
        ).values_list("to_object_id", "object_id")
    )
    pages = Page.objects.live().filter(pk__in={int(page_id) for _, page_id in rows})
    live = {str(pk) for pk in pages.exclude(pk=except_on).values_list("pk", flat=True)}
    return {int(object_id) for object_id, page_id in rows if page_id in live}


def is_public_picture(picture_id: int) -> bool:
    """Whether everybody may see the picture: a live page shows it."""
    return bool(shown_on_live_pages(Picture, [picture_id]))


def is_public_attachment(attachment_id: int) -> bool:
    """Whether everybody may have the file: a live page offers it."""
    return bool(shown_on_live_pages(Attachment, [attachment_id]))


def referred_from(page: Page, model: type[Model]) -> set[int]:
    """The objects of a kind that the page's row refers to; one query."""
    rows = ReferenceIndex.get_references_for_object(page).filter(
        to_content_type=ContentType.objects.get_for_model(model)
    )
    return {int(pk) for pk in rows.values_list("to_object_id", flat=True)}


def files_to_choose(items: QuerySet, rights: Rights) -> QuerySet:
    """Of pictures or attachments: what live pages show, and what people of the units one works for brought."""
    live = Page.objects.live().annotate(number=Cast("pk", CharField())).values("number")
    shown = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(items.model),
        to_object_id=OuterRef("number"),
        base_content_type=ContentType.objects.get_for_model(Page),
        object_id__in=live,
    )
    units = rights.unit_ids(Role.EDITOR, Role.OFFICE, Role.HEAD)
    people = {holder.user_id for holder in holders(units, on=rights.on)} | {rights.user_id}
    numbered = items.model.objects.annotate(number=Cast("pk", CharField()))
    # By number: Wagtail's search of the chooser understands no EXISTS.
    return items.filter(
        pk__in=numbered.filter(Q(uploaded_by_user_id__in=people) | Exists(shown)).values("pk")
    )


def rendition(rendition_id: int) -> PictureRendition | None:
    """A size of a picture with the picture; one query."""
    return PictureRendition.objects.select_related("image").filter(pk=rendition_id).first()


def attachment(attachment_id: int) -> Attachment | None:
    """An attachment without what was read in it; one query."""
    return Attachment.objects.defer("text", "html").filter(pk=attachment_id).first()


def attachments_in(state: TextState) -> list[int]:
    """Attachments whose text is in this state, oldest first; one query."""
    return list(Attachment.objects.filter(text_state=state).order_by("pk").values_list("pk", flat=True))


def live_pages_with(model: type[Model], object_id: int) -> set[int]:
    """The live pages that refer to the object; two queries."""
    rows = ReferenceIndex.objects.filter(
        to_content_type=ContentType.objects.get_for_model(model),
        to_object_id=str(object_id),
        base_content_type=ContentType.objects.get_for_model(Page),
    )
    pages = {int(pk) for pk in rows.values_list("object_id", flat=True)}
    return set(Page.objects.live().filter(pk__in=pages).values_list("pk", flat=True))
