"""One way for every address: read what is asked, refuse what is not known, answer as JSON or as a table, kept ready."""

from __future__ import annotations

import inspect
import typing
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from ninja import Query, Router
from pydantic import create_model

from danbiet.kit import clock
from danbiet.kit.tabular import csv_lines
from danbiet.pagecache.registry import keep

from ..queries.rows import Now, Rows, full
from ..render.shape import CAP, Listed, PageLinks, Shape
from ..render.tabular import columns_of
from .refusals import Refused

ROOT = "/api/v1"
FRESH = 60  # seconds a page is kept; what is published meanwhile throws it away at once


@dataclass(frozen=True, slots=True)
class Address:
    """One kind of address below the root. `example`: the query the documentation shows; `of`: the list in which it looks for a
    thing that exists on this installation, "" where the path has no parts to fill."""

    path: str
    ask: Callable[..., Any]
    shape: type[Shape]
    is_list: bool
    summary: str
    example: str
    of: str


def route(router: Router, one: Address, *, tag: str) -> None:
    """Make the address known. The signature of `ask` says what may be asked: `asked` is the query, all others are parts of the
    path."""
    hints = typing.get_type_hints(one.ask, include_extras=True)
    asked = hints["asked"]
    names = {name for name in inspect.signature(one.ask).parameters if name not in {"asked", "now"}}
    known = frozenset(asked.model_fields)
    serve: Callable[..., HttpResponseBase] = _list if one.is_list else _thing
    listed = create_model(f"{one.shape.__name__}List", __base__=Listed[one.shape]) if one.is_list else None  # type: ignore[name-defined]

    def view(request: HttpRequest, **given: Any) -> HttpResponseBase:
        _only_known(request, known)
        at = clock.now()
        said = given.pop("asked", None) or asked()
        found = one.ask(said, Now(at, clock.local(at).date()), **given)
        if found is None:
            raise Http404
        return serve(request, one, found, said, listed or one.shape, known)

    view.__signature__ = _signature(hints, names, asked if known else None)  # type: ignore[attr-defined]
    view.__name__ = one.ask.__name__
    router.get(
        one.path, response={200: listed or one.shape}, by_alias=True, summary=one.summary, tags=[tag],
        operation_id=one.ask.__name__, url_name=one.ask.__name__.replace("_", "-"),
    )(view)  # fmt: skip


def _signature(hints: dict[str, Any], parts: set[str], asked: type[Any] | None) -> inspect.Signature:
    """What the library reads the parameters from: parts of the path, then the query where there is anything to ask."""
    found = [("request", HttpRequest), *((name, hints[name]) for name in sorted(parts))]
    if asked is not None:
        found.append(("asked", Query[asked]))  # type: ignore[misc, valid-type]  # the library makes a type of it when it runs
    kind = inspect.Parameter.KEYWORD_ONLY
    first, *rest = found
    return inspect.Signature(
        [
            inspect.Parameter(first[0], inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=first[1]),
            *(inspect.Parameter(name, kind, annotation=hint) for name, hint in rest),
        ]
    )


def _only_known(request: HttpRequest, known: frozenset[str]) -> None:
    """An address with a parameter nobody reads is a mistake of whoever wrote it; and it would be kept beside the right one."""
    faults = {name: "unknown" for name in request.GET if name not in known}
    faults |= {name: "repeated" for name, values in request.GET.lists() if len(values) > 1}
    if faults:
        raise Refused(422, faults)


def _thing(
    request: HttpRequest, _one: Address, found: Shape, _asked: Any, _shape: type[Shape], known: frozenset[str]
) -> HttpResponse:
    return _json(found, known)


def _list(
    request: HttpRequest,
    one: Address,
    rows: Rows[Any],
    asked: Any,
    shape: type[Listed[Any]],
    known: frozenset[str],
) -> HttpResponseBase:
    if asked.format == "csv":
        return _table(one, rows)
    count = rows.count()
    total, is_capped = min(count, CAP), count > CAP
    per, page = asked.moi_trang, asked.trang
    last = max(1, -(-total // per))
    if page > 1 and (page - 1) * per >= total:
        raise Refused(404, {"trang": "no_such_page"})
    items = rows.portion((page - 1) * per, page * per)
    has_next = page * per < total or (is_capped and len(items) == per)

    def at(number: int, **more: str) -> str:
        said = {name: value for name, value in request.GET.items() if name != "trang"} | more
        if number > 1:
            said["trang"] = str(number)
        return full(request.path) + (f"?{urlencode(sorted(said.items()))}" if said else "")

    links = PageLinks(
        self=at(page), first=at(1), prev=at(page - 1) if page > 1 else None, next=at(page + 1) if has_next else None,
        last=None if is_capped else at(last), csv=at(1, format="csv"),
    )  # fmt: skip
    body = shape(
        items=items, total=total, is_capped=is_capped, page=page, per_page=per, as_of=rows.as_of, links=links
    )
    answer = _json(body, known)
    named = {"first": links.first, "prev": links.prev, "next": links.next, "last": links.last}
    answer.headers["Link"] = ", ".join(f'<{url}>; rel="{rel}"' for rel, url in named.items() if url)
    return answer


def _json(body: Shape, known: frozenset[str]) -> HttpResponse:
    answer = HttpResponse(body.model_dump_json(by_alias=True), content_type="application/json; charset=utf-8")
    return keep(answer, seconds=FRESH, query=known)


def _table(one: Address, rows: Rows[Any]) -> StreamingHttpResponse:
    """All lines, sent while they are read: UTF-8 with its mark, no cell a spreadsheet would run."""
    columns = columns_of(one.shape)
    lines = ([column.read(line) for column in columns] for line in rows.all())
    answer = StreamingHttpResponse(
        csv_lines([column.name for column in columns], lines), content_type="text/csv; charset=utf-8"
    )
    name = one.path.strip("/").replace("{", "").replace("}", "").replace("/", "-")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer.headers["Cache-Control"] = f"public, max-age={FRESH}"
    return answer
