"""Evidence in the browser, without scripts: written, handed in, decided, downloaded; strangers and neighbours kept out."""

from __future__ import annotations

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from tests.factories import plans as make
from tests.factories.screens import NAVIGATION

from danbiet.accounts.models import User
from danbiet.kit import clock
from danbiet.org.enums import Role
from danbiet.plans.models import Evidence, Proof

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def photo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (30, 20), (9, 9, 9)).save(out, "JPEG")
    return out.getvalue()


class Cast:
    def __init__(self) -> None:
        self.today = clock.today()
        self.year = self.today.year
        self.province = make.unit("Tỉnh Sóc Trăng", kind="province", code="94")
        self.unit = make.unit("Sở Tư pháp", parent=self.province)
        self.neighbour = make.unit("Sở Y tế", parent=self.province)
        self.officer = make.person("Trần Văn An", unit=self.unit)
        self.office = make.person("Lê Thị Bình", unit=self.province, role=Role.OFFICE)
        self.stranger = make.person("Người lạ", unit=self.neighbour)
        group = make.group(make.plan(self.unit, year=self.year))
        self.task = make.task(group, content="Phát tờ rơi", leads=[self.unit])
        self.target = make.target(self.task, 10, unit_text="tờ")
        self.other = make.target(
            make.task(group, content="Phát video", order=2), 2, unit_text="video", each=2
        )

    def client(self, user: User | None) -> Client:
        client = Client()
        if user is not None:
            client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    def piece(self, state: str = "submitted", title: str = "Phát tờ rơi tại xã") -> Evidence:
        return make.evidence(
            self.unit,
            self.today,
            (self.target, 3),
            state=state,
            title=title,
            by=self.officer,
            link="https://a.vn/1",
        )

    def words(self, **changes: Any) -> dict[str, Any]:
        return {
            "on": self.today.isoformat(), "title": "Phát tờ rơi tại chợ", "kind": "leaflet", "language": "km",
            "note": "", "chi-tieu-TOTAL_FORMS": "2", "chi-tieu-INITIAL_FORMS": "0",
            "chi-tieu-0-target": str(self.target.pk), "chi-tieu-0-quantity": "1.600",
            "chi-tieu-1-target": str(self.other.pk), "chi-tieu-1-quantity": "1", "chi-tieu-1-item": "Video 1",
            "minh-chung-TOTAL_FORMS": "1", "minh-chung-INITIAL_FORMS": "0",
            "minh-chung-0-url": "https://soctrang.gov.vn/tin/1", "minh-chung-0-caption": "Tin trên Cổng",
            "viec": "trinh", **changes,
        }  # fmt: skip


@pytest.fixture
def cast(db: None, settings: Any, tmp_path: Any) -> Cast:
    settings.MEDIA_ROOT = tmp_path
    return Cast()


def text(response: Any) -> str:
    return str(response.content.decode())


def test_writing_and_handing_in_with_links_files_and_photos(cast: Cast) -> None:
    files = [SimpleUploadedFile("biên bản.pdf", PDF), SimpleUploadedFile("ảnh.jpg", photo())]

    response = cast.client(cast.officer).post(
        reverse("plans:evidence-new"), cast.words(uploads=files), follow=True
    )

    evidence = Evidence.objects.get()
    assert evidence.state == "submitted"
    assert (evidence.unit_id, evidence.language, evidence.created_by) == (cast.unit.pk, "km", cast.officer)
    credits = {credit.target_id: (credit.quantity, credit.item) for credit in evidence.credits.all()}
    assert credits == {cast.target.pk: (Decimal(1600), ""), cast.other.pk: (Decimal(1), "Video 1")}
    assert [proof.kind for proof in evidence.proofs.all()] == ["link", "file", "photo"]
    assert "+1.600 tờ" in text(response)
    assert "biên bản.pdf" in text(response)


def test_one_more_row_keeps_everything_typed_and_uploaded(cast: Cast) -> None:
    upload = SimpleUploadedFile("biên bản.pdf", PDF)
    sent = cast.words(them="chi-tieu", uploads=[upload], on="", title="")

    page = text(cast.client(cast.officer).post(reverse("plans:evidence-new"), sent))

    assert not Evidence.objects.exists()
    assert "chi-tieu-2-target" in page
    assert 'value="1.600"' in page
    assert "https://soctrang.gov.vn/tin/1" in page
    assert "biên bản.pdf" in page
    file_id = re.search(r'name="minh-chung-1-file_id" value="(\d+)"', page)
    assert file_id
    again = cast.words(**{
        "minh-chung-TOTAL_FORMS": "2", "minh-chung-1-file_id": file_id[1], "minh-chung-1-page": "2–4",
    })  # fmt: skip
    cast.client(cast.officer).post(reverse("plans:evidence-new"), again)
    assert [(proof.kind, proof.page) for proof in Proof.objects.all()] == [("link", ""), ("file", "2–4")]


def test_mistakes_are_named_and_nothing_is_lost(cast: Cast) -> None:
    sent = cast.words(**{
        "on": "2999-01-01", "chi-tieu-0-quantity": "nhiều", "uploads": [SimpleUploadedFile("a.pdf", PDF)],
    })  # fmt: skip

    page = text(cast.client(cast.officer).post(reverse("plans:evidence-new"), sent))

    assert not Evidence.objects.exists()
    assert "“nhiều”" in page
    assert "Phát tờ rơi tại chợ" in page
    assert "a.pdf" in page
    future = text(cast.client(cast.officer).post(reverse("plans:evidence-new"), cast.words(on="2999-01-01")))
    assert "tương lai" in future
    assert "Phát tờ rơi tại chợ" in future


def test_hostile_file_is_refused_by_name_and_the_words_stay(cast: Cast) -> None:
    bad = SimpleUploadedFile("ảnh.jpg", b"<html><script>alert(1)</script></html>")

    page = text(cast.client(cast.officer).post(reverse("plans:evidence-new"), cast.words(uploads=[bad])))

    assert not Evidence.objects.exists()
    assert "ảnh.jpg: nội dung là trang web" in page
    assert "Phát tờ rơi tại chợ" in page


def test_draft_without_proof_is_kept_but_not_handed_in(cast: Cast) -> None:
    response = cast.client(cast.officer).post(
        reverse("plans:evidence-new"), cast.words(**{"minh-chung-0-url": ""}), follow=True
    )

    assert Evidence.objects.get().state == "draft"
    assert "ít nhất một tài liệu kiểm chứng" in text(response)


def test_two_officers_changing_one_piece_see_both_versions(cast: Cast) -> None:
    piece = cast.piece("draft")
    url = reverse("plans:evidence-edit", args=[piece.pk])
    client = cast.client(cast.officer)
    client.post(url, cast.words(version="1", title="Của người thứ nhất", viec="luu"))

    page = text(client.post(url, cast.words(version="1", title="Của người thứ hai", viec="luu")))

    assert "Của người thứ nhất" in page
    assert "Của người thứ hai" in page
    assert 'name="version" value="2"' in page
    piece.refresh_from_db()
    assert piece.title == "Của người thứ nhất"
    client.post(url, cast.words(version="2", title="Của người thứ hai", viec="luu"))
    piece.refresh_from_db()
    assert piece.title == "Của người thứ hai"


def test_editing_shows_what_is_stored_and_takes_a_proof_away(cast: Cast) -> None:
    piece = cast.piece("returned")
    url = reverse("plans:evidence-edit", args=[piece.pk])
    client = cast.client(cast.officer)

    page = text(client.get(url))
    assert "https://a.vn/1" in page
    assert 'value="3"' in page

    client.post(url, cast.words(**{
        "version": "1", "viec": "luu", "minh-chung-0-remove": "on", "minh-chung-TOTAL_FORMS": "2",
        "minh-chung-1-url": "https://b.vn/2",
    }))  # fmt: skip
    assert [proof.url for proof in piece.proofs.all()] == ["https://b.vn/2"]


def test_file_of_somebody_else_cannot_be_claimed_by_its_number(cast: Cast) -> None:
    cast.client(cast.officer).post(
        reverse("plans:evidence-new"), cast.words(uploads=[SimpleUploadedFile("mật.pdf", PDF)])
    )
    secret = Proof.objects.exclude(file=None).get()
    group = make.group(make.plan(cast.neighbour, year=cast.year))
    target = make.target(make.task(group), 1)
    stolen = cast.words(**{
        "chi-tieu-TOTAL_FORMS": "1", "chi-tieu-0-target": str(target.pk), "minh-chung-0-file_id": str(secret.file_id),
        "minh-chung-0-url": "",
    })  # fmt: skip

    page = cast.client(cast.stranger).post(reverse("plans:evidence-new"), stolen, follow=True)

    assert "mật.pdf" not in text(page)
    assert Proof.objects.exclude(file=None).count() == 1


def test_queue_accepts_several_and_leads_from_one_to_the_next(cast: Cast) -> None:
    first, second, third = cast.piece(title="Một"), cast.piece(title="Hai"), cast.piece(title="Ba")
    client = cast.client(cast.office)
    assert "Một" in text(client.get(reverse("plans:evidence-queue")))

    client.post(reverse("plans:evidence-queue"), {"chon": [str(first.pk), "x", "99999"]})
    following = client.post(reverse("plans:evidence-accept", args=[second.pk]) + "?hang-doi=1")

    assert following["Location"] == reverse("plans:evidence-detail", args=[third.pk]) + "?hang-doi=1"
    last = client.post(
        reverse("plans:evidence-return", args=[third.pk]) + "?hang-doi=1", {"reason": "Thiếu trang 3"}
    )
    assert last["Location"] == reverse("plans:evidence-queue")
    states = Evidence.objects.order_by("pk").values_list("state", "reason")
    assert list(states) == [("accepted", ""), ("accepted", ""), ("returned", "Thiếu trang 3")]
    page = text(cast.client(cast.officer).get(reverse("plans:evidence-detail", args=[third.pk])))
    assert "Thiếu trang 3" in page


def test_second_decision_on_the_same_piece_is_told(cast: Cast) -> None:
    piece = cast.piece("accepted")

    page = text(cast.client(cast.office).post(reverse("plans:evidence-accept", args=[piece.pk]), follow=True))

    assert "Không thực hiện được" in page


def test_return_without_reason_is_refused(cast: Cast) -> None:
    piece = cast.piece()

    cast.client(cast.office).post(reverse("plans:evidence-return", args=[piece.pk]), {"reason": "  "})

    piece.refresh_from_db()
    assert piece.state == "submitted"


def test_doors_are_shut_to_strangers_and_neighbours(cast: Cast) -> None:
    piece = cast.piece()
    gets = ["evidence-detail", "evidence-edit", "evidence-return", "evidence-withdraw"]
    posts = ["evidence-edit", "evidence-submit", "evidence-accept", "evidence-return", "evidence-withdraw"]
    for name in gets + posts:
        url = reverse(f"plans:{name}", args=[piece.pk])
        for method in ("get", "post"):
            if method == "get" and name in {"evidence-submit", "evidence-accept"}:
                continue
            assert getattr(cast.client(None), method)(url).status_code == 302, (name, method)
            assert getattr(cast.client(cast.stranger), method)(url).status_code == 404, (name, method)
    for name in ("evidence-accept", "evidence-return"):
        assert cast.client(cast.officer).post(reverse(f"plans:{name}", args=[piece.pk])).status_code == 403
    assert cast.client(cast.office).get(reverse("plans:evidence-edit", args=[piece.pk])).status_code == 403
    assert cast.client(cast.officer).get(reverse("plans:evidence-queue")).status_code == 403
    piece.refresh_from_db()
    assert piece.state == "submitted"


def test_files_open_for_the_unit_and_above_only(cast: Cast) -> None:
    cast.client(cast.officer).post(
        reverse("plans:evidence-new"), cast.words(uploads=[SimpleUploadedFile("biên bản.pdf", PDF)])
    )
    url = reverse("plans:proof-file", args=[Proof.objects.exclude(file=None).get().pk])
    link = reverse("plans:proof-file", args=[Proof.objects.get(kind="link").pk])

    for user in (cast.officer, cast.office):
        response = cast.client(user).get(url)
        assert b"".join(response.streaming_content) == PDF  # type: ignore[arg-type]
        assert response["Content-Disposition"].startswith("attachment")
    assert cast.client(cast.stranger).get(url).status_code == 404
    assert cast.client(None).get(url).status_code == 302
    assert cast.client(cast.officer).get(link).status_code == 404


def test_list_filters_finds_words_without_marks_and_leaves_as_csv(cast: Cast) -> None:
    cast.piece(title="Phát tờ rơi Khmer tại Trần Đề")
    make.evidence(cast.unit, date(cast.year, 1, 1), (cast.target, 2), title="=HYPERLINK(1)", kind="meeting")
    make.evidence(cast.neighbour, date(cast.year, 1, 1), title="Của Sở khác")
    client, url = cast.client(cast.officer), reverse("plans:evidence-list")

    def found(query: str) -> str:
        return text(client.get(f"{url}?{query}"))

    assert "Trần Đề" in found("")
    assert "Của Sở khác" not in found("")
    assert "Của Sở khác" not in found(f"don-vi={cast.neighbour.pk}")
    assert "Của Sở khác" in text(cast.client(cast.office).get(url))
    assert "<mark>Trần Đề</mark>" in found("q=tran+de")
    assert "Trần Đề" in found("q=TRẦN+to+roi")
    assert "Trần Đề" not in re.sub("<[^>]+>", "", found("q=vinh+chau"))
    for query, is_there in (
        ("loai=meeting", False), ("tinh-trang=submitted", True), ("tinh-trang=accepted", False),
        (f"nhiem-vu={cast.task.pk}", True), ("nhiem-vu=999999", False), (f"nam={cast.year}", True),
        ("ngon-ngu=km", False), ("thang=13&nam=abc&don-vi=x", True), ("sap=ten", True), ("sap=-khong-co", True),
    ):  # fmt: skip
        assert ("Trần Đề" in found(query)) is is_there, query
    sheet = client.get(f"{url}?tai=csv&loai=meeting").content.decode()
    assert sheet.startswith("\ufeff")
    assert "'=HYPERLINK(1)" in sheet
    assert "Trần Đề" not in sheet


@pytest.mark.parametrize("size", [1, 3])
def test_number_of_queries_does_not_grow(
    cast: Cast, size: int, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(size * 4):
        unit = make.unit(f"Đơn vị {number}", parent=cast.province)
        target = make.target(make.task(make.group(make.plan(unit, year=cast.year))), 4)
        make.evidence(unit, cast.today, (target, 1), state="submitted", link="https://a.vn")
    client = cast.client(cast.office)
    for name in ("evidence-list", "evidence-queue"):
        with django_assert_max_num_queries(12 + NAVIGATION):
            assert client.get(reverse(f"plans:{name}")).status_code == 200


@pytest.mark.parametrize(
    "sent",
    [
        {},
        {"chi-tieu-TOTAL_FORMS": "abc"},
        {"chi-tieu-TOTAL_FORMS": "999999999", "chi-tieu-INITIAL_FORMS": "0"},
        {"chi-tieu-TOTAL_FORMS": "-5", "chi-tieu-INITIAL_FORMS": "x", "them": "chi-tieu"},
        {"them": "x", "version": "y"},
        {"minh-chung-TOTAL_FORMS": "1", "minh-chung-INITIAL_FORMS": "0", "minh-chung-0-file_id": "9" * 30},
    ],
)
def test_forms_nobody_typed_get_the_form_back(cast: Cast, sent: dict[str, str]) -> None:
    assert cast.client(cast.officer).post(reverse("plans:evidence-new"), sent).status_code == 200
    assert not Evidence.objects.exists()


def test_addresses_nobody_typed_get_an_answer(cast: Cast) -> None:
    listed = reverse("plans:evidence-list")
    for query in (
        f"don-vi={'9' * 20}", "nam=-1", "thang=0", "trang=abc", "trang=99999", f"nhiem-vu={'9' * 20}",
        "sap=khong-co", f"nam={'9' * 17}",
    ):  # fmt: skip
        assert cast.client(cast.office).get(f"{listed}?{query}").status_code == 200, query
    assert cast.client(cast.office).get(f"{listed}?q=%00").status_code == 400
    odd = f"{reverse('plans:evidence-new')}?don-vi={'9' * 22}&nhiem-vu=²"
    assert cast.client(cast.officer).get(odd).status_code == 200
    queue = reverse("plans:evidence-queue")
    assert cast.client(cast.office).post(queue, {"chon": ["9" * 23, "²"]}).status_code == 302
    for changes in ({"chi-tieu-0-target": "9" * 20}, {"minh-chung-0-file_id": "9" * 23}):
        response = cast.client(cast.officer).post(reverse("plans:evidence-new"), cast.words(**changes))
        assert response.status_code in (200, 302), changes


def test_queue_asked_for_one_unit_shows_only_its_evidence(cast: Cast) -> None:
    cast.piece(title="Của Sở Tư pháp")
    make.evidence(cast.neighbour, cast.today, (cast.target, 1), state="submitted", title="Của Sở Y tế")
    client = cast.client(cast.office)
    queue = reverse("plans:evidence-queue")

    narrowed = text(client.get(f"{queue}?don-vi={cast.unit.pk}"))

    assert "Của Sở Tư pháp" in narrowed
    assert "Của Sở Y tế" not in narrowed
    assert "Của Sở Y tế" in text(client.get(f"{queue}?don-vi=x"))
    assert client.get(f"{queue}?don-vi=999999999999999999").status_code == 200


def test_queue_of_the_province_leaves_a_communes_evidence_to_its_district_unless_asked(cast: Cast) -> None:
    district = make.unit("Huyện Kế Sách", parent=cast.province, kind="district")
    commune = make.unit("Xã An Mỹ", parent=district, kind="commune")
    cast.piece(title="Của Sở Tư pháp")
    make.evidence(commune, cast.today, (cast.target, 1), state="submitted", title="Của xã An Mỹ")
    client = cast.client(cast.office)
    queue = reverse("plans:evidence-queue")

    mine, every = text(client.get(queue)), text(client.get(f"{queue}?tat-ca=1"))

    assert "Của Sở Tư pháp" in mine
    assert "Của xã An Mỹ" not in mine
    assert "Của xã An Mỹ" in every
    assert "Của xã An Mỹ" in text(client.get(f"{queue}?don-vi={commune.pk}"))
