"""The decision on an edition as a file: asked for at the desk, and kept for readers once it is published."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, datetime

from django.core.files.base import ContentFile
from django.db import transaction
from django.utils.translation import gettext as _

from danbiet.accounts.models import User
from danbiet.exports.actions import request_run, word_or_pdf
from danbiet.exports.enums import FORM_NAMES
from danbiet.exports.registry import CannotMake, Made, Parameters, Progress, number_in
from danbiet.exports.render import render_decision
from danbiet.exports.render.pdf import NoPdf, pdf_of
from danbiet.media.actions import store_file
from danbiet.media.enums import DOCUMENTS
from danbiet.org.queries import Rights

from .. import permissions as may
from ..models import Edition, Publication, PublishedFile
from ..queries import editions as ask
from ..queries.decision import decision_of, published_decision
from ..render import Said, decision_document, workbook
from .noting import must, note

DECISION_DOCUMENT = "indices.decision"


@transaction.atomic
def request_decision(edition: Edition, form: str, *, rights: Rights, by: User, at: datetime) -> int:
    """Have the decision made; it appears among the person's documents. KeyError for a form that is not made."""
    must(may.may_have_decision(rights, edition))
    if form not in FORM_NAMES:
        raise KeyError(form)
    note("decision_requested", edition, by=by, at=at, form=form)
    title = _("Decision: %(edition)s (%(form)s)") % {"edition": edition.name, "form": form}
    return request_run(
        DECISION_DOCUMENT, parameters={"edition": edition.pk, "form": form}, title=title, by=by, at=at
    ).pk


def make_decision(parameters: Parameters, on: date, progress: Progress) -> Made:
    """The file the parameters ask for. CannotMake: the edition is gone, or no PDF can be made here."""
    edition = ask.edition_for(number_in(parameters, "edition"))
    if edition is None:
        raise CannotMake(_("This edition is no longer there."))
    said = decision_of(edition, on=on)
    form = str(parameters.get("form"))
    progress(0, 0)
    name = _name(said, edition.pk, form)
    if form == "xlsx":
        return Made(name, workbook(said))
    content = render_decision(decision_document(said), progress=progress)
    return Made(name, word_or_pdf(content, form))


def may_have_decision(rights: Rights, parameters: Parameters) -> bool:
    """The office of the edition and its head."""
    edition = ask.edition_for(number_in(parameters, "edition"))
    return edition is not None and may.may_have_decision(rights, edition)


def keep_decisions(*, at: datetime) -> int:
    """Make the files of publications that have none yet, for readers; how many publications. Safe to run twice.

    Where no PDF can be made the Word file stands for it.
    """
    waiting = Publication.objects.filter(files__isnull=True).select_related("edition").order_by("pk")
    done = 0
    for publication in waiting:
        said = published_decision(publication)
        word = render_decision(decision_document(said))
        made = {"docx": word, "xlsx": workbook(said)}
        with suppress(NoPdf):  # the machine has no LibreOffice
            made["pdf"] = pdf_of(word)
        with transaction.atomic():
            held = Publication.objects.select_for_update(no_key=True).get(pk=publication.pk)
            if held.files.exists():
                continue  # another worker was faster
            for form, content in made.items():
                name = _name(said, publication.edition_id, form)
                kept = store_file(ContentFile(content, name=name), by=None, at=at, allowed=DOCUMENTS)
                PublishedFile.objects.create(publication=held, form=form, file=kept, at=at)
        done += 1
    return done


def _name(said: Said, edition_id: int, form: str) -> str:
    """quyet-dinh-chi-so-2020-3.docx; drafts say so."""
    draft = "du-thao-" if said.as_of is not None else ""
    return f"{draft}quyet-dinh-chi-so-{said.year}-{edition_id}.{form}"
