"""The editors' rooms run Wagtail's own few lines and nothing else that stands inside a page."""

from __future__ import annotations

import base64
import hashlib

import pytest

from danbiet.newsroom.calc.known_scripts import NEW_ROWS, known_scripts
from danbiet.newsroom.models import SectionPage

from .conftest import Cast, Draft, signed_in

CHOOSER = 'new ImageChooser("id_cover", {"modalUrl": "/soan-tin/images/chooser/"});'
CALENDAR = 'initDateChooser("id_dated_on", {"dayOfWeekStart": 1, "format": "d/m/Y"});'


def source(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_choosers_and_calendars_are_known_by_their_very_text() -> None:
    video = 'new Chooser("id_video", {"modalUrl": "/soan-tin/chon-video/choose/"});'
    html = f"<p>x</p><script>{CHOOSER}</script><i></i><script>{CALENDAR}</script><script>{video}</script>"

    assert set(known_scripts(html)) == {source(CHOOSER), source(CALENDAR), source(video)}


@pytest.mark.parametrize(
    "text",
    ["alert(1)", f"alert(1);{CHOOSER}", f"{CHOOSER}alert(1);", 'new ImageChooser("a", {});alert({});', "new Chooser(alert(1), {});",
     'new XChooser("a", {"b": "</script><script>alert(1)"});', 'initDateChooser("a"+alert(1), {});'],
)  # fmt: skip
def test_any_other_script_stays_unknown(text: str) -> None:
    assert known_scripts(f"<script>{text}</script>") == []


def test_rows_added_to_a_list_are_foreseen() -> None:
    text = (
        'new DocumentChooser("id_files-__prefix__-attachment", {"modalUrl": "/soan-tin/documents/chooser/"});'
    )

    found = known_scripts(f"<template><script>{text}</script></template>")

    assert len(found) == NEW_ROWS + 1
    assert source(text.replace("__prefix__", "3")) in found


def test_policy_of_a_form_names_its_choosers_and_never_allows_all(cast: Cast) -> None:
    news = SectionPage.objects.get(slug="tin-tuc")

    answer = signed_in(cast.editor).get(f"/soan-tin/pages/add/newsroom/articlepage/{news.pk}/")

    scripts = answer.headers["Content-Security-Policy"].split("script-src")[1].split(";")[0]
    assert source(CHOOSER) in scripts
    assert "'unsafe-inline'" not in scripts


def test_preview_of_a_draft_may_stand_in_a_frame_of_the_rooms_alone(cast: Cast, draft: Draft) -> None:
    page = draft(unit=cast.justice)
    client = signed_in(cast.editor)
    address = f"/soan-tin/pages/{page.pk}/view_draft/"

    policies = [client.get(address).headers["Content-Security-Policy"]]
    form = client.get(f"/soan-tin/pages/{page.pk}/edit/")
    policies.append(form.headers["Content-Security-Policy"])

    assert all("frame-ancestors 'self'" in policy for policy in policies)
    assert "'unsafe-inline'" not in policies[0]
