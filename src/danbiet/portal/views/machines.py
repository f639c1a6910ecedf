"""What machines ask for: search engines before anything else, monitors every minute."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from hmac import compare_digest
from typing import Any
from xml.sax.saxutils import escape

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from danbiet import __version__
from danbiet.contests.queries.public import public_keys
from danbiet.kit import clock
from danbiet.kit.meters import CONTENT_TYPE, exposition
from danbiet.newsroom.queries import public as news
from danbiet.newsroom.views.shown import full, section_url
from danbiet.org.queries import tree
from danbiet.pagecache.registry import kept
from danbiet.plans.queries import public as plans
from danbiet.questions.queries.archive import published_codes

from ..queries.health import gauges, health

HOUR = 3600
MOST = 50_000  # as the protocol of site maps allows in one file
IN_BOTH = (
    "portal:home", "portal:organisation", "portal:contact", "portal:feeds", "portal:guide", "plans:years-public", "org:units", "visits:visits",
    "questions:archive", "questions:ask", "questions:figures",
    "contests:public-list", "contests:proof", "indices:public-list", "indices:public-method",
    "surveys:public-list", "surveys:public-method", "api:docs",
)  # fmt: skip

CLOSED = (
    "/ban-lam-viec/", "/soan-tin/", "/dang-nhap/", "/cai-dat/", "/hoi-dap/theo-doi/", "/en/hoi-dap/theo-doi/",
    "/hoi-dap/da-gui/", "/en/hoi-dap/da-gui/", "/hoi-dap/dinh-danh/", "/en/hoi-dap/dinh-danh/", "/hoi-dap/goi-y/",
    "/hai-long/phieu/", "/en/hai-long/phieu/", "/suc-khoe/", "/so-do/", "/api/",
)  # fmt: skip


@require_safe
@kept(seconds=HOUR)
def robots(request: HttpRequest) -> HttpResponse:
    """Readers' pages are open to robots, the search too, whose results all name /tim/ as their address; the desk is not for them."""
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in CLOSED),
        f"Sitemap: {full(reverse('portal:sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@never_cache
def alive(request: HttpRequest) -> HttpResponse:
    """Whether the process answers at all; asks nothing of the database."""
    return JsonResponse({"alive": True, "version": __version__} if _is_trusted(request) else {"alive": True})


@require_safe
@never_cache
def ready(request: HttpRequest) -> HttpResponse:
    """Whether it can serve: 200 or 503. How it is in detail is told on this machine and to who has the token."""
    found = health(datetime.now(UTC))
    told: dict[str, Any] = {"ready": found.can_serve}
    if _is_trusted(request):
        pages = [full(reverse("portal:guide-desk", args=[key])) for key in found.alarms]
        told = {**found.told(), "pages": pages}
    return JsonResponse(told, status=200 if found.can_serve else 503)


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Figures in the text form of Prometheus. For everybody else there is nothing here (404)."""
    if not _is_trusted(request):
        raise Http404
    figures = gauges(datetime.now(UTC), now=clock.now())
    return HttpResponse(exposition(figures), content_type=CONTENT_TYPE)


def _is_trusted(request: HttpRequest) -> bool:
    """Asked on this machine past the proxy, or with the token of DANBIET_METRICS_TOKEN."""
    token = settings.DANBIET_METRICS_TOKEN
    given = request.headers.get("Authorization", "")
    if token and compare_digest(given.encode(), f"Bearer {token}".encode()):
        return True
    is_here = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"}
    return is_here and not request.headers.get("X-Forwarded-For") and not request.headers.get("X-Real-Ip")


@require_safe
@kept(seconds=HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    """Every page for readers with its one address; pages in both languages name each other."""
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:xhtml="http://www.w3.org/1999/xhtml">'
    ]
    for number, entry in enumerate(_entries()):
        if number >= MOST:
            break
        parts.append(entry)
    return HttpResponse("\n".join([*parts, "</urlset>", ""]), content_type="application/xml; charset=utf-8")


def _entries() -> Iterator[str]:
    for name in IN_BOTH:
        yield from _both({code: _in(code, name) for code in ("vi", "en")})
    for section in news.sections():
        found = {}
        for code in ("vi", "en"):
            with override(code):
                found[code] = section_url(section)
        yield from _both(found)
    for page in news.every_live_page():
        yield _entry(news.address(page), changed=page.last_published_at)
    for plan in plans.issued_plans():
        yield _entry(reverse("plans:plan-public", args=[plan.pk]), changed=plan.issued_at)
        for task_id in plans.task_facts(plan_id=plan.pk):
            yield _entry(reverse("plans:task-public", args=[task_id]))
    for unit in tree(clock.today()):
        yield _entry(reverse("org:unit", args=[unit.id]))
    for key, sealed_at in public_keys():
        yield _entry(reverse("contests:public", args=[key]), changed=sealed_at)
    for code, published_at in published_codes(most=MOST):
        yield _entry(reverse("questions:question-public", args=[code]), changed=published_at)


def _in(code: str, name: str) -> str:
    with override(code):
        return reverse(name)


def _both(urls: dict[str, str]) -> Iterator[str]:
    others = "".join(
        f'<xhtml:link rel="alternate" hreflang="{code}" href="{escape(full(url))}"/>'
        for code, url in urls.items()
    )
    for url in urls.values():
        yield _entry(url, more=others)


def _entry(url: str, *, changed: datetime | None = None, more: str = "") -> str:
    day = f"<lastmod>{clock.local(changed):%Y-%m-%d}</lastmod>" if changed else ""
    return f"<url><loc>{escape(full(url))}</loc>{day}{more}</url>"
