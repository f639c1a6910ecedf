"""A text's way to readers: review, approval by the head, publication or return, and the trail it leaves."""

from datetime import date, datetime, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import override
from wagtail.log_actions import LogContext
from wagtail.models import Task, Workflow, WorkflowState

from danbiet.kit import clock
from danbiet.measures.models import Event
from danbiet.newsroom.actions import publish_what_is_due
from danbiet.newsroom.actions.approving import Said, decide
from danbiet.newsroom.actions.refusals import AlreadyDecided, Incomplete, NotYours, Superseded
from danbiet.newsroom.actions.reminding import remind_of_texts
from danbiet.newsroom.actions.workflow import ensure_workflow
from danbiet.newsroom.enums import ChangeKind, Decision, PublishedAs, StepKind
from danbiet.newsroom.models import ArticlePage, Correction, PortalPage, Publication, StepState
from danbiet.newsroom.queries.approval import count_waiting, step_of, waiting_for
from danbiet.org.enums import Role
from danbiet.org.queries import rights_of
from danbiet.outbox.models import Message
from tests.factories import plans as make

from .conftest import publish, signed_in
from .test_rights import edit, form

ON = date(2021, 6, 15)  # a Tuesday


def at():
    return clock.now()


def rights(user):
    return rights_of(user, ON)


def send_in(page, by):
    """What Wagtail does when the editor presses the button."""
    page.owner = by
    page.save()
    with LogContext(user=by):
        state = page.get_workflow().start(page, by)
    return StepState.objects.get(pk=state.current_task_state_id)


def take(state, by, decision=Decision.NOW, **said):
    return decide(state.pk, Said(decision, **said), by=by, rights=rights(by), at=at())


def at_head(page, cast):
    """The page, waiting for the head: nobody else of the unit reviews."""
    return send_in(page, cast.editor)


def test_text_of_a_unit_with_one_editor_goes_to_the_head_at_once(cast, draft):
    state = send_in(draft(unit=cast.justice), cast.editor)

    assert state.step == StepKind.HEAD
    assert (state.unit_id, state.author_id) == (cast.justice.pk, cast.editor.pk)
    assert state.due_on == date(2021, 6, 17)
    assert [one.names for one in waiting_for(rights(cast.head))] == ["Thủ Trưởng"]
    assert count_waiting(rights(cast.other_head)) == 0
    assert count_waiting(rights(cast.editor)) == 0


def test_due_day_counts_working_days_of_the_office(cast, draft, settings):
    settings.DANBIET_TODAY = date(2021, 6, 18)  # a Friday

    assert send_in(draft(unit=cast.justice), cast.editor).due_on == date(2021, 6, 22)


def test_text_of_a_unit_with_two_editors_is_reviewed_by_the_other_first(cast, draft):
    colleague = make.person("Biên Tập Hai", unit=cast.justice, role=Role.EDITOR)
    page = draft(unit=cast.justice)
    state = send_in(page, cast.editor)
    assert state.step == StepKind.REVIEW
    assert count_waiting(rights(colleague)) == 1

    with pytest.raises(NotYours):
        take(state, cast.editor)
    take(state, colleague)

    assert step_of(page.pk).step == StepKind.HEAD
    assert not ArticlePage.objects.get().live


def test_review_can_be_switched_off(cast, draft, settings):
    settings.DANBIET_REVIEW_STEP = False
    make.person("Biên Tập Hai", unit=cast.justice, role=Role.EDITOR)

    assert send_in(draft(unit=cast.justice), cast.editor).step == StepKind.HEAD


def test_unit_without_a_head_waits_for_the_nearest_head_above(cast, draft):
    office = make.unit("Phòng Phổ biến", parent=cast.justice)
    writer = make.person("Người Viết", unit=office, role=Role.EDITOR)

    state = send_in(draft(unit=office), writer)

    assert [one.state.pk for one in waiting_for(rights(cast.head))] == [state.pk]


def test_approval_publishes_and_counts_and_tells_the_author(cast, draft):
    cast.editor.email = "bt@example.vn"
    cast.editor.save()
    page = draft(unit=cast.justice)

    take(at_head(page, cast), cast.head)

    assert ArticlePage.objects.get().live
    assert Event.objects.get(withdrawn_at=None).unit_id == cast.justice.pk
    [line] = Publication.objects.all()
    assert (line.kind, line.by_id, line.is_own) == (PublishedAs.FIRST, cast.head.pk, False)
    assert "Một bài" in Message.objects.get(to_user=cast.editor).subject
    assert WorkflowState.objects.get().status == WorkflowState.STATUS_APPROVED


def test_head_approves_the_own_text_and_the_trail_says_so(cast, draft):
    page = draft(unit=cast.justice)
    take(send_in(page, cast.head), cast.editor)

    take(step_of(page.pk), cast.head)

    assert Publication.objects.get().is_own


@pytest.mark.parametrize(
    "who", ["editor", "other_head", "office", "auditor", "officer", "stranger", "other_editor"]
)
def test_approval_by_anybody_but_the_head_is_refused(cast, draft, who):
    state = at_head(draft(unit=cast.justice), cast)

    with pytest.raises(NotYours):
        take(state, getattr(cast, who))

    assert not ArticlePage.objects.get().live
    assert step_of(ArticlePage.objects.get().pk).pk == state.pk


def test_return_needs_a_reason_and_shows_it_to_the_author(cast, draft):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    with pytest.raises(Incomplete):
        take(state, cast.head, Decision.RETURN, reason="  ")

    take(state, cast.head, Decision.RETURN, reason="Thiếu nguồn số liệu <b>")

    answer = signed_in(cast.editor).get(edit(page))
    assert "Thiếu nguồn số liệu &lt;b&gt;" in answer.content.decode()
    assert step_of(page.pk) is None


def test_returned_text_sent_in_again_goes_to_the_head_again(cast, draft):
    page = draft(unit=cast.justice)
    take(at_head(page, cast), cast.head, Decision.RETURN, reason="Sửa")

    signed_in(cast.editor).post(
        edit(page), form(unit=cast.justice.pk, title="Đã sửa", **{"action-submit": "1"})
    )

    assert step_of(page.pk).step == StepKind.HEAD


def test_text_with_the_head_is_locked_for_its_author_until_taken_back(cast, draft):
    page = draft(unit=cast.justice)
    at_head(page, cast)
    editor = signed_in(cast.editor)

    editor.post(edit(page), form(unit=cast.justice.pk, title="Lén sửa"))
    assert page.get_latest_revision_as_object().title == "Một bài"
    editor.post(edit(page), form(unit=cast.justice.pk, **{"action-cancel-workflow": "1"}))
    editor.post(edit(page), form(unit=cast.justice.pk, title="Sửa được"))

    assert ArticlePage.objects.get().get_latest_revision_as_object().title == "Sửa được"
    assert step_of(page.pk) is None


def test_second_of_two_decisions_is_refused(cast, draft):
    state = at_head(draft(unit=cast.justice), cast)
    take(state, cast.head)

    with pytest.raises(AlreadyDecided):
        take(state, cast.head, Decision.RETURN, reason="Muộn")

    assert ArticlePage.objects.get().live


def test_decision_about_an_older_version_is_refused(cast, draft):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    page.title = "Bản mới"
    page.save_revision()

    with pytest.raises(Superseded):
        take(state, cast.head, revision_id=state.revision_id)


def test_publication_killed_in_the_middle_leaves_nothing(cast, draft, monkeypatch):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)

    def killed(*_args, **_kwargs):
        raise SystemExit

    monkeypatch.setattr("danbiet.newsroom.actions.approving.tell_author", killed)
    with pytest.raises(SystemExit):
        take(state, cast.head)

    assert not ArticlePage.objects.get().live
    assert not Event.objects.exists()
    assert not Publication.objects.exists()
    assert step_of(page.pk).pk == state.pk


def test_appointment_is_published_at_its_hour_and_counted_for_its_maker(cast, draft):
    page = draft(unit=cast.justice)
    moment = timezone.now() + timedelta(hours=2)
    take(at_head(page, cast), cast.head, Decision.LATER, go_live_at=moment)
    assert not ArticlePage.objects.get().live
    assert publish_what_is_due() == (0, 0)

    revision = page.get_latest_revision()
    past = timezone.now() - timedelta(minutes=1)
    revision.approved_go_live_at = past
    revision.content["go_live_at"] = past.isoformat()
    revision.save()

    assert publish_what_is_due() == (1, 0)
    assert Publication.objects.get().by == cast.head
    assert Event.objects.filter(withdrawn_at=None).count() == 1


def test_appointment_in_the_past_is_refused(cast, draft):
    with pytest.raises(Incomplete):
        take(at_head(draft(unit=cast.justice), cast), cast.head, Decision.LATER, go_live_at=timezone.now())


def known_page(cast, draft):
    page = publish(draft(unit=cast.justice), cast.head)
    page.title = "Tên khác"
    page.save_revision()
    return ArticlePage.objects.get(pk=page.pk)


@pytest.mark.parametrize(
    "said",
    [
        {},
        {"change": "", "correction": ""},
        {"change": ChangeKind.CORRECTION, "correction": " "},
        {"change": ChangeKind.MINOR, "correction": "Có ghi chú"},
    ],
)
def test_new_version_of_a_known_page_that_does_not_say_what_changed_is_refused(cast, draft, said):
    state = at_head(known_page(cast, draft), cast)

    with pytest.raises(Incomplete):
        take(state, cast.head, **said)

    assert ArticlePage.objects.get().title == "Một bài"


def test_small_change_leaves_no_note_for_readers_and_a_line_in_the_trail(cast, draft):
    page = known_page(cast, draft)
    take(at_head(page, cast), cast.head, change=ChangeKind.MINOR, correction="")

    assert ArticlePage.objects.get().title == "Tên khác"
    assert not Correction.objects.exists()
    newest = Publication.objects.first()
    assert (newest.kind, newest.by_id) == (PublishedAs.MINOR, cast.head.pk)
    assert newest.revision == ArticlePage.objects.get().live_revision


def test_correction_is_shown_to_readers_with_its_date_and_asked_anew_next_time(cast, draft):
    page = known_page(cast, draft)
    take(at_head(page, cast), cast.head, change=ChangeKind.CORRECTION, correction="Số đúng là 12.")

    [line] = Correction.objects.all()
    assert (line.text, line.on, line.by_id) == ("Số đúng là 12.", ON, cast.head.pk)
    assert Publication.objects.first().kind == PublishedAs.CORRECTION
    latest = ArticlePage.objects.get().get_latest_revision_as_object()
    assert (latest.change, latest.correction) == ("", "")


def test_history_of_the_page_says_what_the_new_version_was(cast, draft):
    page = known_page(cast, draft)
    take(at_head(page, cast), cast.head, change=ChangeKind.CORRECTION, correction="Số đúng là <12>.")

    body = signed_in(cast.head).get(reverse("wagtailadmin_pages:history", args=[page.pk])).content.decode()

    assert "Số đúng là &lt;12&gt;." in body


def test_head_of_the_former_unit_does_not_publish_for_the_new_one(cast, draft):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    page.unit = cast.health
    page.save_revision()

    with pytest.raises(NotYours):
        take(state, cast.head)


def test_head_publishing_a_known_page_directly_is_asked_too(cast, draft):
    page = known_page(cast, draft)
    head = signed_in(cast.head)

    head.post(edit(page), form(unit=cast.justice.pk, title="Thẳng", **{"action-publish": "1"}))
    assert ArticlePage.objects.get().title == "Một bài"
    said = form(unit=cast.justice.pk, title="Thẳng", change="minor", **{"action-publish": "1"})
    head.post(edit(page), said)

    assert ArticlePage.objects.get().title == "Thẳng"
    assert Publication.objects.first().kind == PublishedAs.MINOR


def test_bulk_publication_of_a_known_page_changes_nothing(cast, draft):
    page = known_page(cast, draft)
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={page.pk}&next=/soan-tin/"
    )

    answer = signed_in(cast.head).post(address, {"include_descendants": ""})

    assert answer.status_code == 409
    assert ArticlePage.objects.get().title == "Một bài"


def test_old_version_brought_back_without_saying_why_changes_nothing(cast, draft):
    page = known_page(cast, draft)
    old = page.revisions.order_by("pk").first()
    address = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, old.pk])
    said = form(unit=cast.justice.pk, title="Bản cũ", revision=old.pk, **{"action-publish": "1"})

    signed_in(cast.head).post(edit(page), said)
    signed_in(cast.head).post(address, said)

    assert ArticlePage.objects.get().title == "Một bài"


def test_publication_by_the_admins_api_changes_nothing(cast, draft):
    page = known_page(cast, draft)

    answer = signed_in(cast.head).post(f"/soan-tin/api/main/pages/{page.pk}/action/publish/")

    assert answer.status_code >= 400
    assert ArticlePage.objects.get().title == "Một bài"


def test_appointment_for_a_known_page_without_saying_what_changed_is_refused_when_made(cast, draft):
    page = known_page(cast, draft)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision()
    address = (
        reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
        + f"?id={page.pk}&next=/soan-tin/"
    )

    assert signed_in(cast.head).post(address, {"include_descendants": ""}).status_code == 409
    assert not page.revisions.exclude(approved_go_live_at=None).exists()


def test_wagtails_own_button_of_the_head_publishes(cast, draft):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    address = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])

    assert signed_in(cast.other_head).post(address, {"comment": ""}).status_code == 403
    signed_in(cast.editor).post(address, {"comment": ""})
    assert not ArticlePage.objects.get().live
    signed_in(cast.head).post(address, {"comment": ""})

    assert ArticlePage.objects.get().live


def test_reminder_comes_once_a_day_and_only_when_overdue(cast, draft):
    cast.head.email = "tt@example.vn"
    cast.head.save()
    at_head(draft(unit=cast.justice), cast)
    Message.objects.all().delete()

    assert remind_of_texts(on=date(2021, 6, 17), at=at()) == 0
    assert remind_of_texts(on=date(2021, 6, 18), at=at()) == 1
    assert remind_of_texts(on=date(2021, 6, 18), at=at()) == 0
    assert remind_of_texts(on=date(2021, 6, 19), at=at()) == 1


def test_edit_page_says_who_holds_the_text_and_until_when(cast, draft):
    page = draft(unit=cast.justice)
    at_head(page, cast)

    body = signed_in(cast.editor).get(edit(page)).content.decode()

    assert "Thủ Trưởng" in body
    assert "17/06/2021" in body


def test_desk_list_shows_state_holder_and_due_day_and_as_csv(cast, draft):
    page = draft(unit=cast.justice, title="Bài chờ duyệt")
    state = at_head(page, cast)
    draft(unit=cast.health, title="Bài đơn vị khác")

    body = signed_in(cast.editor).get("/ban-lam-viec/tin-bai/?xem=toi").content.decode()
    assert f"/ban-lam-viec/tin-bai/{state.pk}/" in body
    assert "Thủ Trưởng" in body
    assert "Bài đơn vị khác" not in body
    table = signed_in(cast.head).get("/ban-lam-viec/tin-bai/?tai=csv").content.decode()
    assert "Bài chờ duyệt;Sở Tư pháp" in table
    assert "2021-06-17" in table


@pytest.mark.parametrize(
    "query", ["?sap=han", "?sap=-bai", "?trang_thai=head", "?qua_han=on", "?q=x", "?sap=lạ&trang=99&xem=lạ"]
)
def test_desk_list_sorts_and_filters(cast, draft, query):
    at_head(draft(unit=cast.justice), cast)

    assert signed_in(cast.head).get("/ban-lam-viec/tin-bai/" + query).status_code == 200


def test_head_decides_on_the_desk(cast, draft):
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    head = signed_in(cast.head)
    address = f"/ban-lam-viec/tin-bai/{state.pk}/"
    assert "Một bài" in head.get(address).content.decode()
    assert signed_in(cast.other_head).get(address).status_code == 404
    assert signed_in(cast.other_head).post(address, {"decision": "now"}).status_code == 404
    signed_in(cast.editor).post(address, {"decision": "now", "ban": page.latest_revision_id})
    assert not ArticlePage.objects.get().live

    head.post(address, {"decision": "now", "ban": page.latest_revision_id})

    assert ArticlePage.objects.get().live


@pytest.mark.django_db(transaction=True)
def test_two_heads_at_once_publish_once(cast, draft):
    second = make.person("Thủ Trưởng Hai", unit=cast.justice, role=Role.HEAD)
    page = draft(unit=cast.justice)
    state = at_head(page, cast)
    barrier, said = Barrier(2), []

    def act(user):
        barrier.wait()
        try:
            take(state, user)
            said.append("done")
        except AlreadyDecided:
            said.append("refused")
        finally:
            connection.close()

    threads = [Thread(target=act, args=(user,)) for user in (cast.head, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(said) == ["done", "refused"]
    assert Publication.objects.count() == 1
    assert Event.objects.filter(withdrawn_at=None).count() == 1


def test_moment_of_arrival_is_that_of_the_clock(cast, draft):
    state = at_head(draft(unit=cast.justice), cast)

    assert isinstance(state.arrived_at, datetime)
    assert clock.local(state.arrived_at).date() == ON


def test_everything_below_the_portal_has_the_one_workflow_however_often_it_is_made(cast, draft):
    portal = PortalPage.objects.get()
    Workflow.objects.update(name="Approval of texts")  # made before the words were there

    with override("vi"):
        ensure_workflow(portal)
        ensure_workflow(portal)

    assert [one.name for one in Workflow.objects.all()] == ["Quy trình duyệt tin, bài"]
    assert Task.objects.count() == 2
    assert draft(unit=cast.justice).get_workflow() == Workflow.objects.get()


@pytest.mark.parametrize("version", ["9" * 4400, "-1", "x", "", "9" * 20])
def test_odd_version_number_is_refused_without_deciding(cast, draft, version):
    state = at_head(draft(unit=cast.justice), cast)

    answer = signed_in(cast.head).post(
        f"/ban-lam-viec/tin-bai/{state.pk}/", {"decision": "now", "ban": version}
    )

    assert answer.status_code == 302
    assert not ArticlePage.objects.get().live
