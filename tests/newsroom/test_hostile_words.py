"""What somebody puts into a text to run it in another's browser stays words, wherever it is shown."""

import io
import json
import re
from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from danbiet.cms.models import Attachment, Picture
from danbiet.newsroom.models import ArticlePage, DocumentFile, OfficialDocumentPage

from .conftest import publish, signed_in
from .test_rights import edit, form

pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)
EVIL = "\"'></script></title></textarea><img src=x onerror=alert(1)><script>alert(1)</script>{{7*7}}\u2028"


class Runs(HTMLParser):
    """Finds what a browser would run or fetch of it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        links = [given[name] for name in ("href", "src", "action", "poster") if name in given]
        is_own_script = tag == "script" and ("src" in given or given.get("type") == "application/ld+json")
        if (
            any(name.startswith("on") or name == "style" for name in given)
            or any(
                re.match(r"\s*(java|vb)?script:|\s*data:", re.sub(r"\s", "", link), re.I) for link in links
            )
            or (tag == "script" and not is_own_script)
            or (tag == "img" and given.get("src") == "x")
            or tag in {"iframe", "object", "embed"}
        ):
            self.found.append(self.get_starttag_text())


def runs(answer):
    text = answer if isinstance(answer, str) else answer.content.decode()
    for data in re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL):
        json.loads(data)
    reader = Runs()
    reader.feed(text)
    reader.close()
    return reader.found


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def files(cast):
    out = io.BytesIO()
    Image.new("RGB", (64, 48), "teal").save(out, "PNG")
    made = {"uploaded_by_user": cast.editor, "title": EVIL}
    picture = Picture.objects.create(
        file=ContentFile(out.getvalue(), "a.png"), description=EVIL, credit=EVIL, **made
    )
    return picture, Attachment.objects.create(file=ContentFile(b"%PDF-1.4", "a.pdf"), text=EVIL, **made)


def test_hostile_words_in_every_field_of_an_article_run_nowhere(cast, draft, files):
    picture, file = files
    pictured = {"picture": picture, "alternative": EVIL, "caption": EVIL, "credit": EVIL}
    table = {
        "columns": [{"type": "text", "heading": EVIL}],
        "rows": [{"values": [EVIL]}],
        "caption": EVIL,
    }
    numbers = {
        "columns": [{"type": "label", "heading": EVIL}, {"type": "number", "heading": EVIL}],
        "rows": [{"values": [EVIL, "3"]}],
        "caption": EVIL,
    }
    body = [
        {"type": "picture", "value": {**pictured, "picture": picture.pk}},
        {"type": "gallery", "value": {"title": EVIL, "pictures": [{**pictured, "picture": picture.pk}] * 2}},
        {"type": "quote", "value": {"text": EVIL, "said_by": EVIL, "role": EVIL}},
        {"type": "table", "value": {"table": table, "names_rows": True, "source": EVIL}},
        {"type": "file", "value": {"attachment": file.pk, "label": EVIL}},
        {"type": "chart", "value": {"kind": "bar", "unit": EVIL[:40], "table": numbers, "source": EVIL}},
    ]
    page = draft(
        unit=cast.justice, title=EVIL, summary=EVIL, byline=EVIL, cover=picture, body=json.dumps(body),
        search_description=EVIL, correction=EVIL,
    )  # fmt: skip
    page = publish(page)
    client = Client()

    for address in (
        page.get_url(),
        page.get_url() + "luu/",
        "/tin-tuc/",
        "/",
        "/tim/?q=alert",
        "/tim/?q=" + EVIL,
    ):
        answer = client.get(address)
        assert answer.status_code == 200, address
        assert runs(answer) == [], address
    feed = client.get("/tin-tuc/rss/").content.decode()
    assert "<script" not in feed
    assert "<img" not in feed


def test_hostile_words_in_a_document_and_its_files_run_nowhere(cast, draft, files):
    _picture, file = files
    page = draft(
        OfficialDocumentPage, unit=cast.justice, title=EVIL, number=EVIL[:60], issued_on="2021-05-04", issuer=EVIL,
        signer=EVIL, body=[],
    )  # fmt: skip
    DocumentFile.objects.create(page=page, attachment=file)
    page = OfficialDocumentPage.objects.get(pk=page.pk)
    page.save_revision()
    page = publish(page)

    for address in (page.get_url(), page.get_url() + "luu/", "/van-ban/"):
        answer = Client().get(address)
        assert answer.status_code == 200, address
        assert runs(answer) == [], address


def contentstate(url):
    entity = {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": url}}}
    block = {"key": "aaaaa", "text": f"Xem ở đây {EVIL}", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"offset": 0, "length": 3, "key": 0}], "data": {}}  # fmt: skip
    return json.dumps({"blocks": [block], "entityMap": entity})


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "data:text/html,<script>alert(1)</script>",
     "java\tscript:alert(1)", "vbscript:x", "https://a.vn/\" onclick=\"alert(1)"],
)  # fmt: skip
def test_link_that_would_run_something_is_not_kept(cast, draft, url):
    page = draft(unit=cast.justice)
    blocks = {
        "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "text", "body-0-id": "",
        "body-0-value": contentstate(url),
    }  # fmt: skip

    answer = signed_in(cast.editor).post(edit(page), form(unit=cast.justice.pk) | blocks)

    page = ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object()
    assert answer.status_code in {200, 302}
    assert [runs(block["value"]) for block in page.body.raw_data] in ([], [[]])
    shown = signed_in(cast.head).get(reverse("wagtailadmin_pages:view_draft", args=[page.pk]))
    assert runs(shown) == []
