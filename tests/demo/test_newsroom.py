"""The demonstration year's newsroom: what readers find, what is on its way to them, and that every rule of real texts holds."""

from __future__ import annotations

import io
import re
from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import transaction
from django.utils import timezone
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob

from danbiet.accounts.models import User
from danbiet.cms.models import Attachment, Picture
from danbiet.demo.actions.moments import pinned
from danbiet.demo.registry import TODAY
from danbiet.kit import clock
from danbiet.measures.models import Event
from danbiet.media.models import Video
from danbiet.newsroom.actions.approving import Said, decide
from danbiet.newsroom.enums import Decision
from danbiet.newsroom.models import (
    Adoption,
    AnnouncementPage,
    ArticlePage,
    Correction,
    DocumentFile,
    GoodModelPage,
    OfficialDocumentPage,
    ProgrammePage,
    Publication,
    PublicPage,
    VideoPage,
)
from danbiet.newsroom.queries.approval import return_of, step_of, waiting_for
from danbiet.newsroom.queries.public import CLASSES, address
from danbiet.org.queries import rights_of
from danbiet.plans.models import Plan, Target, Task
from danbiet.plans.queries.progress import plan_progress
from danbiet.visits.models import Day, PageDay
from danbiet.visits.queries import totals

pytestmark = [pytest.mark.usefixtures("year"), pytest.mark.django_db]  # the mark: so that the file runs alone
OURS = re.compile(r"/(tin-tuc|thong-bao|van-ban|video|mo-hinh-hay|chuong-trinh)/")


def everything() -> list[PublicPage]:
    return [page for model in CLASSES.values() for page in model.objects.all()]


def test_every_section_has_something_for_readers() -> None:
    live = {model.__name__: model.objects.filter(live=True).count() for model in CLASSES.values()}
    assert live == {
        "ArticlePage": 26,
        "AnnouncementPage": 9,
        "ProgrammePage": 3,
        "OfficialDocumentPage": 11,
        "GoodModelPage": 3,
        "VideoPage": 8,
    }


def test_news_is_spread_over_the_year_and_over_units() -> None:
    news = ArticlePage.objects.filter(live=True)
    assert {page.dated_on.month for page in news if page.dated_on} == set(range(1, 13))
    assert news.values("unit_id").distinct().count() >= 11
    assert {form for (form,) in news.values_list("form")} == {
        "news", "feature", "interview", "photo_story", "infographic",
    }  # fmt: skip


def test_texts_were_before_readers_on_the_day_they_show() -> None:
    for page in everything():
        if page.live:
            assert page.first_published_at is not None
            assert clock.local(page.first_published_at).date() == page.dated_on, page.title
            assert page.dated_on < TODAY


def test_two_texts_are_in_khmer_and_one_is_translated_into_english() -> None:
    languages = Counter(ArticlePage.objects.filter(live=True).values_list("language", flat=True))
    assert languages == {"vi": 23, "km": 2, "en": 1}
    english = ArticlePage.objects.get(language="en")
    assert english.original is not None
    assert english.original.title.startswith("UBND tỉnh ban hành Kế hoạch tuyên truyền")
    assert address(english).startswith("/en/tin-tuc/")
    for khmer in ArticlePage.objects.filter(language="km"):
        assert re.search(r"[ក-៿]{5}", khmer.title)


def test_every_kind_of_block_is_somewhere() -> None:
    found = {block.block_type for page in everything() if page.live for block in page.body}
    assert found == {"text", "picture", "gallery", "quote", "table", "file", "video", "chart"}


def test_links_in_texts_lead_to_this_site_to_the_source_or_nowhere() -> None:
    for page in everything():
        for link in re.findall(r'href="([^"]+)"', str(page.body.raw_data)):
            assert OURS.fullmatch(link) or link == "https://vanban.chinhphu.vn", link


def test_correction_shows_its_note_its_day_and_its_trace() -> None:
    note = Correction.objects.get()
    page = ArticlePage.objects.get(pk=note.page_id)
    assert note.on == date(2021, 4, 26)
    assert "12,4 điểm" in note.text
    assert "12,4 điểm" in str(page.body)
    assert "21,4 điểm" not in str(page.body)
    trail = Publication.objects.filter(page_id=page.pk).order_by("at")
    assert [(one.kind, clock.local(one.at).date()) for one in trail] == [
        ("first", date(2021, 4, 22)),
        ("correction", date(2021, 4, 26)),
    ]


def test_nobody_publishes_what_they_wrote() -> None:
    assert Publication.objects.count() == 62
    assert not Publication.objects.filter(is_own=True).exists()
    assert not Publication.objects.filter(by=None).exists()


def test_head_of_justice_has_a_text_waiting_and_approving_it_finishes_a_task() -> None:
    head = User.objects.get(username="giamdoc.stp")
    plan = Plan.objects.get(parent=None, year=2021)
    [held] = waiting_for(rights_of(head, TODAY))
    page = ArticlePage.objects.get(pk=held.page_id)
    assert page.title.startswith("Nghị định 107/2021/NĐ-CP")
    assert held.state.due_on == date(2021, 12, 16)
    assert clock.local(held.state.arrived_at).date() == date(2021, 12, 14)
    assert plan_progress(plan.pk, TODAY).done_count == 20

    with transaction.atomic(), pinned(TODAY):
        decide(held.state.pk, Said(Decision.NOW), by=head, rights=rights_of(head, TODAY), at=timezone.now())
        after = plan_progress(plan.pk, TODAY).done_count
        transaction.set_rollback(True)

    assert after == 21


def test_head_of_ke_sach_has_a_good_model_waiting() -> None:
    head = User.objects.get(username="chutich.kesach")
    [held] = waiting_for(rights_of(head, TODAY))
    assert GoodModelPage.objects.get(pk=held.page_id).title.startswith("“Ngày thứ Năm không hẹn”")


def test_one_text_was_returned_with_its_reason_two_are_being_written_one_waits_for_its_hour() -> None:
    returned = ArticlePage.objects.get(title__startswith="Thư xin lỗi khi hồ sơ trễ hẹn")
    step = return_of(returned.pk)
    assert step is not None
    assert "khác với báo cáo quý III" in step.comment
    drafts = [page.title for page in everything() if not page.live and step_of(page.pk) is None]
    assert len(drafts) == 4  # the returned and the scheduled one are no steps any more
    scheduled = ArticlePage.objects.get(title__startswith="Mười năm, sáu nội dung")
    assert not scheduled.live
    assert scheduled.go_live_at is not None
    assert scheduled.go_live_at > timezone.now()
    assert clock.local(scheduled.go_live_at).strftime("%d/%m %H:%M") == "20/12 07:00"


def test_documents_carry_real_files_and_one_took_the_place_of_another() -> None:
    old = OfficialDocumentPage.objects.get(number="57/KH-SNV")
    assert old.superseded_by is not None
    assert old.superseded_by.number == "71/KH-SNV"
    kinds = Counter(
        one.attachment.file_extension for one in DocumentFile.objects.select_related("attachment")
    )
    assert kinds == {"docx": 7, "pdf": 2}
    for attachment in Attachment.objects.all():
        with attachment.open_file() as file:
            assert file.read(4) in {b"PK\x03\x04", b"%PDF"}


def test_invented_documents_say_so_and_real_ones_have_no_file() -> None:
    for page in OfficialDocumentPage.objects.all():
        has_file = page.files.exists()
        says_so = "không có trong thực tế" in page.summary or "dựng lại để trình diễn" in page.summary
        assert has_file == says_so, page.number


def test_good_models_were_taken_over_after_they_were_published() -> None:
    taken = list(Adoption.objects.select_related("model"))
    assert len(taken) == 7
    assert all(one.model.dated_on < one.on < TODAY and one.result for one in taken)
    assert Event.objects.filter(measure="models_adopted", withdrawn_at=None).count() == 7


def test_library_has_the_five_prize_winners_of_2020() -> None:
    prizes = Counter(VideoPage.objects.filter(contest_year=2020).values_list("prize", flat=True))
    assert prizes == {"Giải Nhất": 1, "Giải Nhì": 1, "Giải Ba": 1, "Giải Khuyến khích": 2}


def test_films_wait_in_the_queue_and_one_has_subtitles() -> None:
    films = list(Video.objects.all())
    assert len(films) == 8
    assert all(film.is_public and film.state == "waiting" and 7 < film.duration < 14 for film in films)
    assert ProcrastinateJob.objects.filter(task_name="media.prepare", status="todo").count() == 8
    [film] = [film for film in films if film.tracks.exists()]
    assert film.tracks.get().content.startswith("WEBVTT")
    assert "bản sao điện tử" in film.transcript


def test_pictures_are_described_credited_and_small() -> None:
    pictures = list(Picture.objects.all())
    assert len(pictures) >= 25
    assert len({picture.title for picture in pictures}) == len(pictures)
    for picture in pictures:
        assert len(picture.description) > 30
        assert picture.credit == "Tranh minh họa: Cổng Dân Biết"
        with picture.open_file() as file:
            content = file.read()
        assert len(content) < 60_000
        assert Image.open(io.BytesIO(content)).size == (1200, 675)


def test_what_is_published_counts_for_the_units_own_task_and_those_above() -> None:
    page = ArticlePage.objects.get(title__startswith="Trả lệ phí trên điện thoại")
    event = Event.objects.get(source_kind="newsroom.page", source_id=page.pk, withdrawn_at=None)
    own, above = event.facets["tasks"]
    assert Task.objects.get(pk=own).plan.unit_id == page.unit_id
    assert Task.objects.get(pk=own).parent_id == above


def test_publication_moves_targets_that_the_platform_counts() -> None:
    plan = Plan.objects.get(parent=None, year=2021)
    counted = Target.objects.filter(task__plan=plan).exclude(measure="")
    assert Counter(counted.values_list("measure", flat=True)) == {
        "articles_published": 8,
        "models_published": 1,
    }
    online = counted.get(task__content__startswith="Đăng tin hướng dẫn dịch vụ công trực tuyến")
    percents = {
        one.spec.id: one.percent for task in plan_progress(plan.pk, TODAY).tasks for one in task.targets
    }
    assert percents[online.pk] == Decimal("100") * 19 / 24  # 17 of 24 by evidence alone


def test_no_text_fulfils_a_task_of_a_plan_that_was_issued_later() -> None:
    for page in everything():
        if page.task_id:
            issued_on = Task.objects.get(pk=page.task_id).plan.issued_on
            assert issued_on is not None
            assert page.dated_on is None or issued_on <= page.dated_on


def test_counter_goes_on_from_what_the_old_portal_had_counted() -> None:
    seen = totals(on=TODAY, at=timezone.now())
    assert seen.base == 3_539_502
    assert seen.all == 3_539_502 + sum(Day.objects.values_list("views", flat=True))
    assert 20_000 < seen.all - seen.base < 80_000
    assert Day.objects.count() == (TODAY - date(2021, 1, 4)).days
    assert all(0 < day.visitors < day.views for day in Day.objects.all())


def test_pages_are_read_from_the_day_they_appear_to_yesterday() -> None:
    for page in everything():
        days = PageDay.objects.filter(path=address(page)).order_by("day").values_list("day", flat=True)
        if not page.live:
            assert not days
            continue
        assert page.dated_on is not None
        assert days[0] >= page.dated_on
        assert days[0] <= page.dated_on + timedelta(days=3)
    newest = PageDay.objects.order_by("-day").first()
    assert newest is not None
    assert newest.day == TODAY - timedelta(days=1)


def test_current_announcements_are_current() -> None:
    valid = AnnouncementPage.objects.filter(valid_until__gte=TODAY)
    assert valid.count() == 4


def test_programme_pages_name_subject_and_year() -> None:
    said = set(ProgrammePage.objects.values_list("subject", "year"))
    assert said == {("master", 2021), ("results", 2020), ("directions", 2021)}
