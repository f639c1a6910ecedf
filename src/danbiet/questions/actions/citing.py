"""The documents an answer rests on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from ..models import Answer, LegalBasis
from .refusals import BadValue

MOST_BASES = 20


def keep_bases(answer: Answer, bases: Sequence[Mapping[str, Any]]) -> None:
    """These documents and no others, in this order (`document_id`, `title`, `article`, `url`); rows without a title are left out.
    Refused (BadValue): more than twenty, an address that leads nowhere a page can be."""
    if len(bases) > MOST_BASES:
        raise BadValue(_("At most %(count)s documents.") % {"count": MOST_BASES}, field="bases")
    # A document that changed since it was chosen stays flagged as long as it stays in the list.
    flags = {
        (row.document_id, row.title): (row.flagged_at, row.flag)
        for row in LegalBasis.objects.filter(answer=answer)
    }
    LegalBasis.objects.filter(answer=answer).delete()
    rows = []
    for base in bases:
        title, url = str(base.get("title", "")).strip(), str(base.get("url", "")).strip()
        if not title:
            continue
        if (url and not url.startswith(("https://", "http://", "/"))) or url.startswith("//"):
            raise BadValue(_("This is no address of a page."), field="bases")
        flagged_at, flag = flags.get((base.get("document_id"), title[:250]), (None, ""))
        rows.append(
            LegalBasis(
                answer=answer,
                document_id=base.get("document_id"),
                title=title[:250],
                article=str(base.get("article", "")).strip()[:80],
                url=url[:500],
                flagged_at=flagged_at,
                flag=flag,
            )
        )
    LegalBasis.objects.bulk_create(rows)
