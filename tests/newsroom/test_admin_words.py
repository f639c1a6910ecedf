"""The editors' side speaks Vietnamese: every page and dialogue an editor can reach is read and searched for English."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from datetime import date
from io import BytesIO
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.files.base import ContentFile
from django.core.files.images import ImageFile
from django.test import Client
from PIL import Image as Pixels

from danbiet.accounts.models import User
from danbiet.cms.models import Attachment, Picture
from danbiet.kit import clock
from danbiet.newsroom.actions import keep_groups_in_step
from danbiet.newsroom.models import (
    AnnouncementPage,
    ArticlePage,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    SectionPage,
)
from danbiet.org.enums import Role, UnitKind
from danbiet.org.models import Unit
from danbiet.org.queries import rights_of
from tests.factories import plans as make
from tools import library_words

from . import said

pytestmark = pytest.mark.django_db
ROOMS = "/soan-tin/"
# Not words: files, machine answers, pages shown with the portal's own words; and what only a POST answers.
LEFT_OUT = re.compile(
    r"/logout|/api/|export=|/sprite/|jsi18n|/duplicate/|/preview/|/view_draft/|/usercount/|/ping/|/release/"
)
# Rows that Wagtail's migrations make, a hidden button of its search, a language under its own name, the plural of
# the portal (there is one).
KNOWN = {
    "Root",
    "Moderators approval",
    "Trình theo quy trình “Moderators approval”",
    "Search",
    "English",
    "Cổng thông tins",
}
OF_A_KIND = 1  # pages that differ by numbers only: so many are read


class Editors(NamedTuple):
    office: User
    editor: User
    head: User


def write(
    kind: type, slug: str, unit: Unit, by: User, *, publisher: User | None = None, **fields: object
) -> None:
    """A page with two versions, so that there is something to compare."""
    page = kind(title="Trang thử", unit=unit, owner=by, live=False, **fields)
    SectionPage.objects.get(slug=slug).add_child(instance=page)
    page.save_revision(user=by)
    page.summary = "Tóm tắt mới"
    revision = page.save_revision(user=by)
    if publisher is not None:
        revision.publish(user=publisher)


@pytest.fixture
def editors() -> Editors:
    """The office of the province, a writer and a head of one department, with drafts, live pages, a picture and a file."""
    root = make.unit("Tỉnh Sóc Trăng", kind=UnitKind.PROVINCE, code="94")
    unit = make.unit("Sở Nội vụ", parent=root)
    found = Editors(
        make.person("Người Phòng cải cách", unit=root, role=Role.OFFICE),
        make.person("Người viết bài", unit=unit, role=Role.EDITOR),
        make.person("Người đứng đầu", unit=unit, role=Role.HEAD),
    )
    for person in found:
        keep_groups_in_step(person, rights_of(person, clock.today()))
    write(ArticlePage, "tin-tuc", unit, found.editor, publisher=found.head)
    write(ArticlePage, "tin-tuc", unit, found.editor)
    write(AnnouncementPage, "thong-bao", unit, found.editor)
    write(ProgrammePage, "chuong-trinh", root, found.office)
    write(
        OfficialDocumentPage,
        "van-ban",
        root,
        found.office,
        number="19/KH-UBND",
        issued_on=date(2021, 1, 26),
        issuer="Ủy ban nhân dân tỉnh",
    )
    write(GoodModelPage, "mo-hinh-hay", unit, found.editor)
    pixels = BytesIO()
    Pixels.new("RGB", (40, 30), "white").save(pixels, "PNG")
    Picture.objects.create(
        title="Ảnh buổi lễ", file=ImageFile(pixels, "le.png"), uploaded_by_user=found.editor
    )
    Attachment.objects.create(
        title="Biểu mẫu", file=ContentFile(b"Trang", "mau.txt"), uploaded_by_user=found.editor
    )
    return found


def walk(client: Client, start: Iterable[str]) -> dict[str, set[str]]:
    """Follow every address inside the rooms; gives what each page says."""
    waiting, seen, spoken = list(start), set(start), {}
    kinds: dict[str, int] = {}
    while waiting:
        url = waiting.pop(0)
        answer = client.get(url)
        kind = answer.get("Content-Type", "")
        links: set[str] = set()
        if answer.status_code in {301, 302}:
            links = {answer["Location"]}
        elif answer.status_code == 200 and ("html" in kind or "json" in kind):
            body = answer.content.decode()
            spoken[url], links = said.read(said.unpack(body) if "json" in kind else body)
        for link in sorted(links):
            address = urlsplit(urljoin(url, link))
            chosen = address.path + (
                f"?{address.query}" if "choose" in address.path and address.query else ""
            )
            like = re.sub(r"\d+", "0", chosen)
            if chosen in seen or not chosen.startswith(ROOMS) or LEFT_OUT.search(chosen):
                continue
            kinds[like] = kinds.get(like, 0) + 1
            if kinds[like] <= OF_A_KIND:
                seen.add(chosen)
                waiting.append(chosen)
    return spoken


def english_in(spoken: dict[str, set[str]]) -> list[str]:
    found: dict[str, str] = {}
    for url, texts in spoken.items():
        for text in texts - KNOWN:
            if said.is_english(text):
                found.setdefault(f"{text!r} is English", url)
            elif words := said.foreign_words(text):
                found.setdefault(f"{text!r} has {words}", url)
    return sorted(f"{what}: {url}" for what, url in found.items())


@pytest.mark.parametrize("role", ["office", "editor"])
def test_editors_rooms_walked_through_say_nothing_in_english(client: Client, editors: Editors, role: str):
    client.force_login(getattr(editors, role))

    spoken = walk(client, [ROOMS])

    assert len(spoken) > 30
    found = english_in(spoken)
    assert not found, "\n".join(found)


def test_scripts_of_the_editors_rooms_get_every_word_in_vietnamese(client: Client):
    answer = client.get(f"{ROOMS}jsi18n/", headers={"accept-language": "en"}).content.decode()

    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\});\n", answer, re.S)[1])
    ours, wanted = library_words.ours("djangojs"), library_words.wanted("djangojs")
    assert wanted
    for key, message in wanted.items():
        said_so = catalogue[message.msgid]
        assert (said_so[0] if isinstance(said_so, list) else said_so) == (
            library_words.said(ours[key]) if key in ours else message.theirs
        )


def test_rooms_for_a_browser_set_to_english_are_in_vietnamese(client: Client, editors: Editors):
    client.force_login(editors.editor)

    answer = client.get(ROOMS, headers={"accept-language": "en"}).content.decode()

    assert '<html lang="vi"' in answer


@pytest.mark.parametrize(
    "body", ["<p>Publish</p>", '<a title="Delete">Xóa</a>', """<div data-x='[{"label": "Page history"}]'></div>""",
             "<p>Ảnh chosen by mistake</p>"],
)  # fmt: skip
def test_english_on_a_page_is_found(body: str):
    texts, _links = said.read(body)

    assert english_in({"/": texts})


def test_vietnamese_on_a_page_is_left_alone():
    texts, _links = said.read('<p title="Đăng">Trang này đã đăng</p><script>let Publish;</script>')

    assert texts == {"Đăng", "Trang này đã đăng"}
    assert english_in({"/": texts}) == []
