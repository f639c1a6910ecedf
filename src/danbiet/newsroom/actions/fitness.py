"""What no reader should get: a page without title, a picture nobody can hear, a table without its name."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.utils.translation import gettext

from ..models import PublicPage
from .refusals import Incomplete


def check_fit(page: PublicPage) -> None:
    """Refuse (`Incomplete`) a page its own form would not let out. Drafts may be saved half done, and some ways to readers
    (in bulk, the interface for programs, an old version) pass no form: this is asked on all of them."""
    try:
        page.clean()
        if page.body:
            page.body.stream_block.clean(page.body)
    except ValidationError as flaw:
        raise Incomplete(
            gettext(
                "“%(title)s” is not ready for readers: something is missing, such as the alternative text of a picture or "
                "the name of a table. Open it and send it in; the place is marked."
            )
            % {"title": page.title or "–"}
        ) from flaw
