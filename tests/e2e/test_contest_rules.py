"""The rule sets of contests that were really held (domain.md 2.1 and 2.2), each typed into the desk's forms by hand, beginning with
the plain one; what is stored then is that rule set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer
from tests.contests.desk import as_, begin, make_place

from danbiet.contests.calc.formats.draft import key_of
from danbiet.contests.calc.library import LIBRARY, Frame
from danbiet.contests.calc.rules import Rules
from danbiet.contests.forms.steps import STEPS
from danbiet.contests.models import Contest
from danbiet.contests.queries.checking import rules_in
from danbiet.kit.clock import local

pytestmark = [pytest.mark.e2e, pytest.mark.django_db(transaction=True)]
FIRST = int(datetime.fromisoformat("2021-09-15T00:00+07:00").timestamp() * 1000)
SETS = [key for key in LIBRARY if key != "blank"]


def typed(rules: Rules) -> Rules:
    """The rules with the keys that the forms make of names; the plain rule set's first audience, round and part keep theirs."""
    part = {one.key: key_of(one.key) for one in rules.parts} | {one.key: "quiz" for one in rules.parts[:1]}
    audience = {one.key: key_of(one.name) for one in rules.audiences} | {rules.audiences[0].key: "cbcc"}
    round_ = {one.key: key_of(one.name) for one in rules.rounds} | {rules.rounds[0].key: "dot-1"}
    blocks = rules.units.blocks if rules.units else ()
    group = {one.key: key_of(one.name) for one in blocks} | audience
    return replace(
        rules,
        audiences=tuple(replace(one, key=audience[one.key]) for one in rules.audiences),
        rounds=tuple(replace(one, key=round_[one.key]) for one in rules.rounds),
        papers=tuple(replace(one, audience=audience[one.audience], round=round_[one.round]) for one in rules.papers),
        prizes=tuple(replace(one, key=key_of(one.name), of=group.get(one.of, "")) for one in rules.prizes),
        parts=tuple(replace(one, key=part[one.key]) for one in rules.parts),
        units=replace(
            rules.units,
            blocks=tuple(replace(one, key=group[one.key]) for one in blocks),
            components=tuple(replace(one, part=part.get(one.part, "")) for one in rules.units.components),
            needs=tuple(part[one] for one in rules.units.needs),
        )
        if rules.units
        else None,
    )  # fmt: skip


def write(page: Page, name: str, value: Any) -> None:
    """One field, whatever it is."""
    field = page.locator(f"form [name='{name}']")
    kind = field.first.get_attribute("type")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        field.select_option(str(value))
    elif kind == "checkbox":
        field.set_checked(bool(value))
    elif kind == "radio":
        page.locator(f"form [name='{name}'][value='{value}']").check()
    elif isinstance(value, datetime):
        field.fill(f"{local(value):%d/%m/%Y %H:%M}")
    else:
        field.fill(
            ""
            if value is None
            else f"{value:f}".replace(".", ",")
            if isinstance(value, Decimal)
            else str(value)
        )


def write_list(page: Page, prefix: str, rows: Sequence[Mapping[str, Any]]) -> None:
    """All rows of a list, with "save and add rows" as often as it takes."""
    place = 0
    while place < len(rows):
        there = int(page.input_value(f"[name='{prefix}-TOTAL_FORMS']"))
        for number in range(place, min(there, len(rows))):
            for name, value in rows[number].items():
                if name != "key":
                    write(page, f"{prefix}-{number}-{name}", value)
        place = min(there, len(rows))
        if place < len(rows):
            page.locator("button[name=them]").click()
            expect(page.locator(f"[name='{prefix}-{place}-{next(iter(rows[0]))}']")).to_be_attached()


@pytest.mark.parametrize("key", SETS)
def test_rule_set_is_configured_in_the_browser(page: Page, live_server: LiveServer, key: str) -> None:
    place = make_place()
    contest = begin(place, "blank")
    base = rules_in(contest)
    wanted = typed(LIBRARY[key](Frame(base.contest, base.title, base.organiser, FIRST)))
    assert wanted != base
    session = as_(place.office).cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies(
        [{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": live_server.url}]
    )

    page.goto(f"{live_server.url}/ban-lam-viec/hoi-thi/{contest.pk}/the-le/chung/")
    for step, one in STEPS.items():
        expect(page).to_have_url(f"{live_server.url}/ban-lam-viec/hoi-thi/{contest.pk}/the-le/{step}/")
        shown = one.show(wanted)
        for name, value in shown.get("form", {}).items():
            write(page, name, value)
        for prefix in one.lists:
            write_list(page, prefix, shown.get(prefix, []))
        page.locator(".form-foot button[type=submit]").first.click()

    expect(page).to_have_url(f"{live_server.url}/ban-lam-viec/hoi-thi/{contest.pk}/")
    assert rules_in(Contest.objects.get(pk=contest.pk)) == wanted
