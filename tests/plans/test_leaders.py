"""The leaders' paper: one page, what is late, who is best, what needs a decision; by mail on Mondays once."""

from __future__ import annotations

from datetime import UTC, date, datetime

import docx
import pypdfium2
import pytest
from django.test import Client
from tests.factories import plans as make
from tests.factories.screens import Province, province

from danbiet.exports.render.brief import Brief, BriefList, brief_docx, brief_pdf
from danbiet.org.queries import tree
from danbiet.outbox.models import Message
from danbiet.plans.actions.leaders import follow_paper, send_papers
from danbiet.plans.models import PaperReader
from danbiet.plans.queries.leaders import as_brief, leaders_paper

AT, ON = datetime(2021, 3, 1, 2, tzinfo=UTC), date(2021, 3, 1)  # a Monday


def long_brief() -> Brief:
    words = "Tổ chức tuyên truyền, phổ biến sâu rộng nội dung cải cách hành chính đến cán bộ, công chức và nhân dân trên địa bàn tỉnh"
    rows = tuple((f"{number}. {words}", "trễ 120 ngày, 12,5 %") for number in range(1, 7))
    lists = tuple(BriefList(heading=f"Mục {n}", rows=rows, none="–", more="và 90 mục khác") for n in range(4))
    figures = tuple((f"Con số {n}", "100 %") for n in range(5))
    return Brief(over="Ủy ban nhân dân tỉnh Sóc Trăng", title="Phiếu tuần " * 6, under="Kế hoạch " * 30, figures=figures, lists=lists, foot="Số liệu " * 20)  # fmt: skip


def test_longest_paper_is_one_page_with_everything_on_it() -> None:
    with pypdfium2.PdfDocument(brief_pdf(long_brief())) as pdf:
        assert len(pdf) == 1
        page = pdf[0]
        text = page.get_textpage()
        bottoms = [text.get_charbox(place)[1] for place in range(text.count_chars())]
        words = text.get_text_range()

    assert min(bottoms) > 10
    assert "Mục 3" in words
    assert words.count("trễ 120 ngày") == 24


def test_word_file_says_the_same() -> None:
    import io

    word = docx.Document(io.BytesIO(brief_docx(long_brief())))

    assert [len(table.rows) for table in word.tables] == [2, 6, 6, 6, 6]


@pytest.fixture
def made(db: None, settings: object) -> Province:
    settings.DANBIET_TODAY = ON  # type: ignore[attr-defined]
    return province(3)


def test_paper_tells_late_best_and_decisions(made: Province) -> None:
    late = make.task(
        made.group, content="Việc đã trễ", order=2, periods=[(date(2021, 1, 1), date(2021, 2, 1))]
    )
    make.target(late, 2)

    paper = leaders_paper(made.plan, on=ON, units=tree(ON))
    brief = as_brief(paper, issuer="UBND tỉnh")

    assert [(task.label, days) for task, days in paper.late] == [("Việc đã trễ", 28)]
    assert [one.name for one in paper.best] == ["Sở số 3", "Sở số 2", "Sở số 1"]
    assert paper.best[0].gain == 0
    assert (
        brief.lists[0].rows == (("Việc đã trễ", "trễ 28 ngày, 0,0\u00a0%"),)
        or "28" in brief.lists[0].rows[0][1]
    )


def test_paper_goes_out_once_a_week_to_who_wants_it_and_may_see_it(made: Province) -> None:
    outsider = made.officer
    for user in (made.office, outsider):
        user.email = f"{user.username}@example.vn"
        user.save()
        follow_paper(user, is_wanted=True, at=AT)

    assert send_papers(on=ON, at=AT) == 1
    assert send_papers(on=ON, at=AT) == 0
    assert send_papers(on=date(2021, 3, 8), at=AT) == 1

    letter = Message.objects.filter(to_user=made.office).first()
    assert letter is not None
    assert "19/KH-UBND" in letter.subject
    follow_paper(made.office, is_wanted=False, at=AT)
    assert not PaperReader.objects.filter(user=made.office).exists()


def test_screen_and_files(made: Province) -> None:
    client = Client()
    client.force_login(made.office, backend="django.contrib.auth.backends.ModelBackend")

    page = client.get("/ban-lam-viec/phieu-tuan/")
    assert "Sở số 3" in page.content.decode()
    assert client.get("/ban-lam-viec/phieu-tuan/phieu.pdf").content[:5] == b"%PDF-"
    assert client.get("/ban-lam-viec/phieu-tuan/phieu.docx?ngay=2021-02-20").content[:2] == b"PK"
    client.post("/ban-lam-viec/phieu-tuan/thu/", {"gui": "1"})
    assert PaperReader.objects.get().user_id == made.office.pk


def test_paper_is_not_for_strangers_nor_for_a_department(made: Province) -> None:
    client = Client()
    assert client.get("/ban-lam-viec/phieu-tuan/").status_code == 302
    client.force_login(made.officer, backend="django.contrib.auth.backends.ModelBackend")

    assert "Chưa có phiếu" in client.get("/ban-lam-viec/phieu-tuan/").content.decode()
    assert client.get("/ban-lam-viec/phieu-tuan/phieu.pdf").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_paper_asks_the_same_number_of_queries_whatever_the_size(
    db: None, count: int, django_assert_num_queries: object
) -> None:
    made = province(count)
    units = tree(ON)

    with django_assert_num_queries(13):  # type: ignore[operator]
        leaders_paper(made.plan, on=ON, units=units)
