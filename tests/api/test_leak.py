"""What is private stands in no answer of the API, and what is unpublished does not exist."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from danbiet.api.views.serving import ROOT
from danbiet.kit.text import fold
from danbiet.questions.models import Asker, InternalNote
from tests.factories import plans

from .reading import every_address, whole
from .world import HIDDEN, MARK, Site

pytestmark = pytest.mark.django_db


def test_no_answer_holds_a_private_word(client: Client, whole_site: Site) -> None:
    assert MARK in fold(Asker.objects.values_list("name", flat=True)[0])  # the words are there to be found
    assert InternalNote.objects.filter(text=HIDDEN).exists()
    read = 0
    for pattern, address in [*every_address(), ("docs", "/du-lieu-mo/"), ("openapi", f"{ROOT}/openapi.json")]:
        text = fold(whole(client.get(address)).decode())
        assert MARK not in text, f"{pattern}: …{text[max(0, text.find(MARK) - 200) : text.find(MARK) + 40]}…"
        assert "912345678" not in re.sub(r"[^0-9a-z]", "", text), pattern
        assert "Trần Văn Hỏi" not in text, pattern
        read += len(text)
    assert read > 100_000


def test_no_answer_holds_a_private_word_for_a_narrower_question_either(client: Client, site: Site) -> None:
    units = (site.cast.agency.pk, site.cast.root.pk, site.cast.other.pk)
    for path in ("plans", "questions", "articles", "documents", "counts", "units", "videos"):
        for query in [f"don_vi={unit}" for unit in units] + [
            f"q={MARK}",
            "nam=2021",
            "ngay=2021-12-31",
            "sap_xep=ngay",
        ]:
            answer = client.get(f"{ROOT}/{path}?{query}&moi_trang=200")
            assert MARK not in fold(answer.content.decode()).replace(f"q={MARK}", ""), f"{path}?{query}"


def test_what_is_not_published_does_not_exist(client: Client, whole_site: Site) -> None:
    assert len(whole_site.unpublished) > 40
    for path in whole_site.unpublished:
        answer = client.get(f"{ROOT}{path}")
        assert answer.status_code == 404, f"{path}: {answer.status_code}"
        assert answer.headers["Content-Type"].startswith("application/problem+json")
        assert MARK not in fold(answer.content.decode())


def test_signing_in_changes_nothing(client: Client, whole_site: Site) -> None:
    """An official sees here what everybody sees, and nothing of their session comes back."""
    officer = plans.person("Cán bộ", unit=whole_site.cast.agency)
    known = Client()
    known.force_login(officer)
    for _pattern, address in every_address():
        anonymous, official = client.get(address), known.get(address)
        assert whole(anonymous) == whole(official), address
        assert "Set-Cookie" not in official.headers
        assert not official.cookies
    for path in whole_site.unpublished:
        assert known.get(f"{ROOT}{path}").status_code == 404, path
