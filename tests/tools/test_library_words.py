"""Everything the installed libraries say to an official is said in Vietnamese, by us where they do not."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from django.test import RequestFactory
from django.utils import translation
from django.views.i18n import JavaScriptCatalog

from tools import library_words as words

PAGE = words.Message(msgid="Delete page", context=None, packages=["wagtail.admin"])


@pytest.mark.parametrize("domain", words.DOMAINS)
def test_problems_of_the_catalogues_are_none(domain: str) -> None:
    assert list(words.problems(domain)) == []


def test_gettext_of_every_message_of_ours_gives_our_vietnamese() -> None:
    project = {words.key_of(entry) for entry in words.alive(words.PROJECT / "django.po")}
    wrong = []
    with translation.override("vi"):
        for key, entry in words.ours("django").items():
            context, msgid = key
            if key in project:
                continue
            if entry.msgid_plural and context:
                got = translation.npgettext(context, msgid, entry.msgid_plural, 3)
            elif entry.msgid_plural:
                got = translation.ngettext(msgid, entry.msgid_plural, 3)
            else:
                got = translation.pgettext(context, msgid) if context else translation.gettext(msgid)
            if got != words.said(entry):
                wrong.append((msgid, got))

    assert wrong == []


def test_javascript_catalogue_of_the_editors_has_every_message() -> None:
    with translation.override("vi"):
        view = JavaScriptCatalog(packages=["wagtail.admin"])
        view.setup(RequestFactory().get("/"))
        view.get(view.request)
        catalogue = view.get_catalog()

    english = [msgid for _context, msgid in words.wanted("djangojs") if msgid not in catalogue]
    assert english == []
    assert catalogue["Cancel"] == "Hủy"
    assert catalogue["%(num)s error"] == ["%(num)s lỗi"]


@pytest.mark.parametrize(
    ("english", "plural", "vietnamese", "fault"),
    [
        ("Delete %(title)s", "", "Xóa %(title)s", ""),
        ("Delete %(title)s", "", "Xóa", "placeholders differ"),
        ("Delete %(title)s", "", "Xóa %(ten)s", "placeholders differ"),
        ("Delete {0}", "", "Xóa", "placeholders differ"),
        ("Change password: %s", "", "Đổi mật khẩu", "placeholders differ"),
        ("100% sure", "", "Chắc chắn 100%", ""),
        ("One page", "%(count)s pages", "%(count)s trang", ""),
        ("One page", "%(count)s pages", "Một trang", "placeholders differ"),
        ("<b>Note:</b> wait", "", "<b>Lưu ý:</b> chờ", ""),
        ("<b>Note:</b> wait", "", "Lưu ý: chờ", "tags differ"),
        ("Cancel workflow ", "", "Hủy quy trình", "white space at the ends differs"),
        ("Hello,\n", "", "Kính gửi,\n", ""),
    ],
)
def test_marks_differ_when_a_mark_is_lost(english: str, plural: str, vietnamese: str, fault: str) -> None:
    assert words.marks_differ(words.Message(msgid=english, context=None, plural=plural), vietnamese) == fault


def test_add_of_an_unknown_message_adds_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(words, "OURS", tmp_path)
    monkeypatch.setattr(words, "wanted", lambda domain: {(None, "Delete page"): PAGE})
    fragment = 'msgid "Delete page"\nmsgstr "Xóa trang"\n\nmsgid "Delete pages"\nmsgstr "Xóa các trang"\n'

    assert words.add(fragment, domain="django") == 1
    assert not (tmp_path / "django.po").exists()
    assert "no library says 'Delete pages'" in capsys.readouterr().out


def test_add_of_a_known_message_keeps_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "OURS", tmp_path)
    other = words.Message(msgid="Move page", context=None, packages=["wagtail.admin"])
    monkeypatch.setattr(
        words, "wanted", lambda domain: {(None, "Delete page"): PAGE, (None, "Move page"): other}
    )

    assert words.add('msgid "Delete page"\nmsgstr "Xóa"\n', domain="django") == 0
    assert words.add('msgid "Move page"\nmsgstr "Chuyển trang"\n', domain="django") == 0
    assert words.add('msgid "Delete page"\nmsgstr "Xóa trang"\n', domain="django") == 0
    kept = {entry.msgid: entry.msgstr for entry in polib.pofile(str(tmp_path / "django.po"))}
    assert kept == {"Delete page": "Xóa trang", "Move page": "Chuyển trang"}


def test_clashes_of_a_word_the_project_says_differently_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "PROJECT", tmp_path)
    (tmp_path / "django.po").write_text(
        'msgid "Title"\nmsgstr "Tên kế hoạch"\n\nmsgctxt "plan"\nmsgid "State"\nmsgstr "Bậc"\n\n'
        'msgid "Task"\nmsgstr "Nhiệm vụ"\n\nmsgid "Current"\nmsgstr "Còn hiệu lực"\n',
        encoding="utf-8",
    )
    known = {
        (None, name): words.Message(
            msgid=name, context=None, packages=["wagtail.admin"], theirs=theirs, is_on=is_on
        )
        for name, theirs, is_on in (
            ("Title", "Tiêu đề", True),
            ("State", "Tình trạng", True),
            ("Task", "Bước duyệt", True),
            ("Current", "Hiện tại", False),
        )
    }

    told = list(words.clashes(known, mine={}, domain="django"))

    assert [text.split(" is ")[0] for text in told] == ["'Title'"]


def test_problems_of_a_message_nobody_translated_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(words, "OURS", tmp_path)
    monkeypatch.setattr(words, "wanted", lambda domain: {(None, "Delete page"): PAGE})

    assert list(words.problems("django")) == ["django: wagtail.admin: no Vietnamese for 'Delete page'"]
