"""Every address answers a stranger as it should: public pages are listed here, all others lead to the sign-in page."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from danbiet.api.views.addresses import ADDRESSES as API

# The API gives out what anonymous pages show, by one table (tests/api/test_leak.py walks it).
OPEN_DATA = {f"api:{one.ask.__name__.replace('_', '-')}" for one in API}
PUBLIC = OPEN_DATA | {
    "api:docs",
    "api:nothing",
    "api:nothing-below",
    "api:openapi",
    "api:root",
    ":newsroom_feed",
    ":newsroom_saved",
    ":newsroom_table",
    ":wagtail_serve",
    "broadcasts:airing-public",
    "broadcasts:calendar",
    "broadcasts:guide",
    "broadcasts:schedule",
    "cms:attachment",  # public only where a live page shows it: tests/cms/test_files.py
    "cms:picture",
    "accounts:activate",
    "accounts:forgotten",
    "accounts:official-arrive",
    "accounts:official-leave",
    "accounts:open",
    "accounts:sign-in",
    ":account_login",
    "contests:bundle",
    "contests:bundle-format",
    "contests:certificate",
    "contests:check",
    "contests:clock",
    "contests:complaint",
    "contests:complaint-state",
    "contests:enter-back",
    "contests:enter-leave",
    "contests:enter-vouched",
    "contests:proof",
    "contests:public",
    "contests:public-file",
    "contests:public-commitment",
    "contests:public-list",
    "contests:receipt-file",
    "contests:standings",
    "contests:unit-standings",
    "indices:public-data",
    "indices:public-decision",
    "indices:public-list",
    "indices:public-method",
    "indices:public-ranking",
    "indices:public-table",
    "indices:public-unit",
    "surveys:answer",
    "surveys:door",
    "surveys:public-data",
    "surveys:public-list",
    "surveys:public-method",
    "surveys:public-survey",
    "surveys:public-table",
    "surveys:public-unit",
    "surveys:thanks",
    "org:unit",
    "org:units",
    "org:units-table",
    "plans:amendment-public",
    "plans:plan-amendments",
    "plans:plan-public",
    "plans:plan-table",
    "plans:plan-why",
    "plans:plan-word",
    "plans:task-public",
    "plans:task-why",
    "plans:years-public",
    "portal:alive",
    "portal:contact",
    "portal:metrics",  # 404 to strangers: tests/portal/test_machines.py
    "portal:ready",
    "questions:answer-file",
    "questions:archive",
    "questions:ask",
    "questions:feed",
    "questions:figures",
    "questions:figures-table",
    "questions:find",
    "questions:follow",
    "questions:follow-file",
    "questions:follow-qr",
    "questions:open-data",
    "questions:open-data-json",
    "questions:question-public",
    "questions:receipt",
    "questions:sign-in",
    "questions:signed-in",
    "questions:suggest",
    "portal:feeds",
    "portal:guide",
    "portal:guide-picture",
    "portal:home",
    "portal:logo",
    "portal:sitemap",
    "portal:robots",
    "portal:organisation",
    "portal:search",
    "portal:search-suggestions",
    "portal:styleguide",
    "portal:styleguide-public",
    "visits:days-table",
    "visits:visits",
}

WITH_A_FORM = {
    "accounts:sign-in",
    ":account_login",
    "accounts:activate",
    "accounts:forgotten",
    "portal:styleguide",
}


def patterns(
    resolver: URLResolver | None = None, *, app: str = "", prefix: str = "/"
) -> Iterator[tuple[str, str]]:
    for entry in (resolver or get_resolver()).url_patterns:
        path = prefix + str(entry.pattern)
        if isinstance(entry, URLResolver):
            yield from patterns(entry, app=entry.app_name or app, prefix=path)
        elif isinstance(entry, URLPattern):
            for name, converter in entry.pattern.converters.items():
                kind = "int" if isinstance(converter, IntConverter) else "str"
                for written in (f"<{kind}:{name}>", f"<{name}>", f"<slug:{name}>"):
                    path = path.replace(written, "987654" if kind == "int" else "khong-co")
            yield f"{app}:{entry.name}", path


EDITORS = "/soan-tin/"  # Wagtail's own addresses: one door in front of all of them, tried in tests/newsroom
ALL = sorted(pair for pair in patterns() if not pair[1].startswith(EDITORS))


def test_public_list_names_only_addresses_that_exist() -> None:
    assert {name for name, _ in ALL} >= PUBLIC


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] not in PUBLIC])
@pytest.mark.parametrize("method", ["get", "post"])
def test_desk_address_asked_by_a_stranger_leads_to_signing_in(
    client: Client, name: str, path: str, method: str
) -> None:
    response = getattr(client, method)(path)

    assert response.status_code in {302, 403, 404, 405}, f"{name} answers {response.status_code}"
    if response.status_code == 302 and name not in {
        "accounts:sign-out",
        ":account_logout",
    }:  # leaving twice ends at home
        assert response["Location"].startswith("/dang-nhap/"), (
            f"{name} sends a stranger to {response['Location']}"
        )


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "path"), [pair for pair in ALL if pair[0] in PUBLIC])
def test_public_address_asked_by_a_stranger_sets_no_cookie(client: Client, name: str, path: str) -> None:
    response = client.get(path)

    may = {200, 404, 422} if name in OPEN_DATA else {200, 404}  # 422: "khong-co" is no number
    assert response.status_code in may, f"{name} answers {response.status_code}"
    if name not in WITH_A_FORM:
        assert not response.cookies, f"{name} sets {list(response.cookies)}"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "query",
    [
        "ngay=",
        "ngay=khong",
        "ngay=2021-02-30",
        "ngay=9999-12-31",
        "trang=-1",
        "trang=x",
        "sap=%00",
        "q=%00",
        "q=" + "a" * 5000,
    ],
)
@pytest.mark.parametrize(
    "path", ["/", "/don-vi/", "/ke-hoach/", "/tim/", "/don-vi/tai-ve.csv", "/lich-phat-song/"]
)
def test_public_address_with_odd_parameters_never_breaks(client: Client, path: str, query: str) -> None:
    assert client.get(f"{path}?{query}").status_code in {200, 400, 404}
