"""Pictures and attachments: what is taken in, and who gets it out."""

import io
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image
from wagtail.models import UploadedFile

from danbiet.cms.actions import sweep_unfinished
from danbiet.cms.enums import TextState
from danbiet.cms.models import Attachment, Picture
from danbiet.newsroom.models import ArticlePage, SectionPage
from danbiet.org.enums import Role, UnitKind
from tests.factories import plans as make

# Wagtail leaves the temporary file of a new size of a picture to the garbage collector; unread answers of the client too.
pytestmark = pytest.mark.filterwarnings(
    "ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning"
)

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture(autouse=True)
def store(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def units(db):
    province = make.unit("Tỉnh", kind=UnitKind.PROVINCE, code="94")
    return make.unit("Sở A", parent=province), make.unit("Sở B", parent=province)


@pytest.fixture
def editor(units):
    return make.person("Biên Tập", unit=units[0], role=Role.EDITOR)


@pytest.fixture
def other(units):
    return make.person("Người Khác", unit=units[1], role=Role.EDITOR)


def jpeg(*, with_place: bool = False) -> bytes:
    picture = Image.new("RGB", (640, 480), "teal")
    exif = Image.Exif()
    if with_place:
        exif[0x010F] = "May anh"
        exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def picture(by, **said):
    return Picture.objects.create(
        title="Một cửa", file=ContentFile(jpeg(), "mot-cua.jpg"), uploaded_by_user=by,
        description="Người dân nộp hồ sơ", **said,
    )  # fmt: skip


def attachment(by, content=PDF, name="ke-hoach.pdf"):
    return Attachment.objects.create(
        title="Kế hoạch", file=ContentFile(content, name), uploaded_by_user=by, file_size=len(content)
    )


def page(unit, **said):
    news = SectionPage.objects.get(kind="news", depth=3)
    made = news.add_child(instance=ArticlePage(title="Bài", unit=unit, live=False, **said))
    made.save_revision().publish()
    return ArticlePage.objects.get(pk=made.pk)


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def body(answer):
    return b"".join(answer.streaming_content)


def upload(user, model, name, content, **more):
    address = {"picture": "wagtailimages:add_multiple", "attachment": "wagtaildocs:add_multiple"}[model]
    file = SimpleUploadedFile(name, content)
    return signed_in(user).post(
        reverse(address), {"title": name, "files[]": file, "collection": "1", **more},
        headers={"X-Requested-With": "XMLHttpRequest"},
    )  # fmt: skip


def test_picture_until_a_live_page_shows_it_is_for_its_people(units, editor, other, client):
    shown = picture(editor)
    url = shown.get_rendition("width-100").url

    assert client.get(url).status_code == 404
    assert signed_in(other).get(url).status_code == 404
    answer = signed_in(editor).get(url)
    assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store")
    assert body(answer)[:2] == b"\xff\xd8"  # read to its end, so that the file is closed


def test_picture_on_a_live_page_is_for_everybody_and_private_again_afterwards(units, editor, client):
    shown = picture(editor)
    url = shown.get_rendition("width-100").url
    made = page(units[0], cover=shown)

    answer = client.get(url)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert body(answer)[:2] == b"\xff\xd8"

    made.unpublish()
    assert client.get(url).status_code == 404


def test_picture_at_a_guessed_address_is_not_there(units, editor, client):
    shown = picture(editor)
    page(units[0], cover=shown)
    url = shown.get_rendition("width-100").url

    assert client.get(url.replace(url.split("-")[1][:4], "0000")).status_code == 404
    assert client.get(url.replace(".jpg", ".html")).status_code == 404


def test_attachment_of_a_live_page_is_a_download_that_nothing_runs(units, editor, client):
    file = attachment(editor)
    page(units[0], body=[("file", {"attachment": file, "label": ""})])

    answer = client.get(file.url)

    assert answer.status_code == 200
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert body(answer) == PDF


def test_attachment_is_sent_in_parts(units, editor):
    file = attachment(editor)

    answer = signed_in(editor).get(file.url, headers={"Range": "bytes=1-4"})

    assert (answer.status_code, answer["Content-Range"]) == (206, f"bytes 1-4/{len(PDF)}")
    assert body(answer) == PDF[1:5]
    assert signed_in(editor).get(file.url, headers={"Range": "bytes=9999-"}).status_code == 416


def test_attachment_of_a_draft_is_hidden_from_strangers_and_other_units(units, editor, other, client):
    file = attachment(editor)
    head = make.person("Thủ Trưởng", unit=units[0], role=Role.HEAD)

    assert client.get(file.url).status_code == 404
    assert signed_in(other).get(file.url).status_code == 404
    assert body(signed_in(head).get(file.url)) == PDF


def test_upload_of_a_photo_loses_place_and_maker_and_waits_for_its_description(units, editor):
    answer = upload(editor, "picture", "anh.jpg", jpeg(with_place=True)).json()

    assert answer["success"]
    assert "uploaded_file_id" in answer  # asks for the description first
    number = answer["uploaded_file_id"]
    signed_in(editor).post(
        reverse("wagtailimages:create_multiple_from_uploaded_image", args=[number]),
        {
            f"uploaded-image-{number}-title": "Ảnh",
            f"uploaded-image-{number}-description": "Người dân nộp hồ sơ",
            f"uploaded-image-{number}-collection": "1",
        },
        headers={"X-Requested-With": "XMLHttpRequest"},
    )
    kept = Picture.objects.get()
    assert kept.description == "Người dân nộp hồ sơ"
    with kept.file.open("rb") as file, Image.open(file) as content:
        assert not content.getexif()
        assert content.size == (640, 480)


def test_photo_nobody_described_is_forgotten_after_two_days(units, editor):
    upload(editor, "picture", "anh.jpg", jpeg())
    left = UploadedFile.objects.get()
    place = left.file.storage.path(left.file.name)

    assert sweep_unfinished(before=datetime.now(UTC) - timedelta(hours=48)) == 0
    assert sweep_unfinished(before=datetime.now(UTC) + timedelta(minutes=1)) == 1

    assert not UploadedFile.objects.exists()
    assert not Path(place).exists()


def docm() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(
            "[Content_Types].xml",
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" '
            'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>',
        )
        archive.writestr("word/document.xml", "<w/>")
        archive.writestr("word/vbaProject.bin", b"\xd0\xcf\x11\xe0")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("a.docx", docm(), "macro"),
        ("a.pdf", b"<html><script>alert(1)</script></html>", "trang web"),
        ("a.pdf", PDF + docm(), ""),  # a package behind a PDF: one file, two readers
        ("a.docx", b"MZ\x90\x00 program", "chương trình"),
    ],
)
def test_upload_of_a_hostile_file_is_refused_with_the_reason(units, editor, name, content, said):
    answer = upload(editor, "attachment", name, content).json()

    assert not answer["success"]
    assert said in answer["error_message"]
    assert "\n" not in answer["error_message"]  # one reason, not a second about the ending of no file
    assert not Attachment.objects.exists()


def test_upload_of_a_drawing_with_script_as_picture_is_refused(units, editor):
    answer = upload(
        editor, "picture", "a.png", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"
    ).json()

    assert not answer["success"]
    assert not Picture.objects.exists()


def test_attachment_with_another_file_is_read_anew(units, editor):
    file = attachment(editor)
    Attachment.objects.filter(pk=file.pk).update(text="cũ", text_state=TextState.READ)
    file.refresh_from_db()

    file.title = "Tên khác"
    file.save()
    assert file.text_state == TextState.READ
    file.file = ContentFile(PDF, "moi.pdf")
    file.save()

    assert (file.text, file.text_state) == ("", TextState.WAITING)


def test_chooser_shows_public_and_own_files_only(units, editor, other):
    mine = attachment(editor, name="cua-toi.pdf")
    theirs = attachment(other, name="cua-ho.pdf")
    public = attachment(other, name="chung.pdf")
    page(units[1], body=[("file", {"attachment": public, "label": ""})])
    for file, title in [(mine, "Của tôi"), (theirs, "Của họ"), (public, "Của chung")]:
        Attachment.objects.filter(pk=file.pk).update(title=title)

    said = signed_in(editor).get(reverse("wagtaildocs_chooser:choose")).content.decode()

    assert "C\\u1ee7a t\\u00f4i" in said or "Của tôi" in said
    assert "C\\u1ee7a chung" in said or "Của chung" in said
    assert "C\\u1ee7a h\\u1ecd" not in said
    assert "Của họ" not in said
