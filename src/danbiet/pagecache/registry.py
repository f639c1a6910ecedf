"""How a view says that its page may be kept: a mark on the response, read and taken off at the door of the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

MARK = "X-Danbiet-Keep"
LONGEST = 3600
# A reader's own browser keeps the page too, but asks each time whether it still holds (a 304 from memory): what was
# unpublished does not come back from a browser's memory.
ASK_AGAIN = "public, max-age=0, must-revalidate"

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)


def keep(response: R, *, seconds: int, query: Iterable[str] = ()) -> R:
    """Mark one response as the same for every anonymous reader for `seconds` (1 to 3600).

    `query`: the parameters this page reads. An address with any other parameter is answered but never kept, so that
    nobody fills the memory with addresses of his own. Replaces `Cache-Control`.
    """
    if not 1 <= seconds <= LONGEST:
        raise ValueError(f"a page is kept for 1 to {LONGEST} seconds, not {seconds}")
    response.headers[MARK] = " ".join([str(seconds), *sorted(query)])
    response.headers["Cache-Control"] = ASK_AGAIN
    return response


def kept(
    *, seconds: int, query: Iterable[str] = ()
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponseBase]],
    Callable[Concatenate[HttpRequest, P], HttpResponseBase],
]:
    """`@kept(seconds=60, query=["trang"])` on a view whose page holds nothing about who reads it.

    Only answers 200, 301 and 404 are marked, and only for readers who have not signed in. What is published meanwhile
    is seen at once: `pagecache.actions.forget_all` throws every page away.
    """
    names = tuple(query)

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponseBase],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def marked(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            response = view(request, *args, **kwargs)
            if (
                response.status_code in {200, 301, 404}
                and settings.SESSION_COOKIE_NAME not in request.COOKIES
            ):
                keep(response, seconds=seconds, query=names)
            return response

        return marked

    return decorate
