"""The office's own templates: only the province's office, only what works, and the way back."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from django.core.files.base import ContentFile
from django.test import Client
from tests.factories import plans as make

from danbiet.audit.models import Entry
from danbiet.exports import actions
from danbiet.exports.queries import TEMPLATE_KEYS, office_template, template_in_use
from danbiet.exports.render import shipped_template
from danbiet.media.models import StoredFile
from danbiet.plans.queries.files import plan_file

pytestmark = pytest.mark.django_db
AT = datetime(2021, 7, 5, 2, tzinfo=UTC)


def edited(key: str, *, add: str = "", change: tuple[str, str] | None = None) -> bytes:
    document = docx.Document(io.BytesIO(shipped_template(key)))
    if add:
        document.paragraphs[0].insert_paragraph_before(add)
    if change:
        for paragraph in document.paragraphs:
            for run in paragraph.runs:
                run.text = run.text.replace(*change)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def upload(key: str, data: bytes) -> Any:
    return actions.use_template(key, ContentFile(data, name="mau cua tinh.docx"), by=None, at=AT)


@pytest.mark.parametrize("key", TEMPLATE_KEYS)
def test_shipped_template_handed_in_unchanged_is_taken(key: str) -> None:
    upload(key, shipped_template(key))
    assert office_template(key) == shipped_template(key)


def test_edited_template_is_used_until_the_shipped_one_is_taken_back() -> None:
    plan = make.plan(make.unit(kind="province", code="94"))
    make.task(make.group(plan))
    upload("plan", edited("plan", add="VĂN BẢN CỦA TỈNH"))
    upload("plan", edited("plan", add="BẢN THỨ HAI"))

    def words() -> str:
        return "\n".join(p.text for p in docx.Document(io.BytesIO(plan_file(plan).content)).paragraphs)

    assert "BẢN THỨ HAI" in words()
    assert actions.use_shipped_template("plan", by=None, at=AT) == 1
    assert "BẢN THỨ HAI" not in words()
    assert actions.use_shipped_template("plan", by=None, at=AT) == 0
    verbs = Entry.objects.order_by("id").values_list("verb", flat=True)
    assert list(verbs) == ["exports.template_replaced"] * 2 + ["exports.template_shipped"]


@pytest.mark.parametrize(
    ("words", "told"),
    [("{{ khong_co }}", "khong_co"), ("{{ trich_yeu", "{{ trich_yeu"), ("{{ ''.__class__ }}", "")],
)
def test_template_that_cannot_work_is_refused_and_nothing_changes(words: str, told: str) -> None:
    with pytest.raises(actions.TemplateRefused) as refusal:
        upload("report", edited("report", add=words))
    assert refusal.value.problems
    assert any(told in problem.detail for problem in refusal.value.problems)
    assert template_in_use("report") is None
    assert not StoredFile.objects.exists()


def test_file_that_is_no_word_document_is_refused() -> None:
    with pytest.raises(actions.FileRefused):
        upload("plan", b"<html>no</html>")


def entered(person: Any) -> Client:
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


def test_screens_take_a_template_and_list_what_is_wrong() -> None:
    province = make.unit(kind="province", code="94")
    client = entered(make.person("Phòng CCHC", unit=province, role="office"))
    assert client.get("/ban-lam-viec/mau/").status_code == 200
    wrong = client.post(
        "/ban-lam-viec/mau/report/tai-len/",
        {"file": ContentFile(edited("report", add="{{ sai }}"), name="a.docx")},
    )
    assert wrong.status_code == 422
    assert "Không có chỗ điền này." in wrong.content.decode()
    assert client.post("/ban-lam-viec/mau/report/tai-len/").status_code == 422
    taken = client.post(
        "/ban-lam-viec/mau/report/tai-len/", {"file": ContentFile(edited("report", add="ABC"), name="a.docx")}
    )
    assert taken.status_code == 302
    assert "a.docx" in client.get("/ban-lam-viec/mau/").content.decode()
    assert client.get("/ban-lam-viec/mau/report/tai/").content != shipped_template("report")
    assert client.get("/ban-lam-viec/mau/report/goc/").content == shipped_template("report")
    assert client.post("/ban-lam-viec/mau/report/mau-goc/").status_code == 302
    assert client.get("/ban-lam-viec/mau/report/tai/").content == shipped_template("report")
    assert client.get("/ban-lam-viec/mau/khac/tai/").status_code == 404


def test_others_do_not_reach_the_templates() -> None:
    province = make.unit(kind="province", code="94")
    unit = make.unit(parent=province)
    for person in (make.person("A", unit=unit, role="office"), make.person("B", unit=province, role="head")):
        client = entered(person)
        for path in ("", "plan/tai/", "plan/goc/"):
            assert client.get(f"/ban-lam-viec/mau/{path}").status_code == 403
        for path in ("plan/tai-len/", "plan/mau-goc/"):
            assert client.post(f"/ban-lam-viec/mau/{path}").status_code == 403
