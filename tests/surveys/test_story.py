"""A survey through the screens: questionnaire, frame, codes, answers by phone, file and paper, publication, what readers see."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.html import strip_tags

from danbiet.surveys.models import Campaign, Invitation, PaperForm, Publication, Questionnaire, Response
from danbiet.surveys.views import answering
from tests.surveys import desk
from tests.surveys.desk import DESK, ITEMS

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(settings: Any) -> desk.Place:
    settings.DANBIET_TODAY = desk.BEGUN
    return desk.make_place()


def text(answer: Any, status: int = 200) -> str:
    assert answer.status_code == status, strip_tags(answer.content.decode())[:3000]
    return " ".join(answer.content.decode().replace("\u00a0", " ").split())


def table(answer: Any) -> list[dict[str, str]]:
    assert answer.status_code == 200
    return list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))


def upload(name: str, text: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, text.encode())


def begun(place: desk.Place, settings: Any) -> Campaign:
    """A questionnaire taken over, a survey begun, a frame brought in: through the screens."""
    office = desk.as_(place.office)
    office.post(f"{DESK}bo-cau-hoi/", {"key": "demonstration_22", "year": "2020"})
    questionnaire = Questionnaire.objects.get()
    said = {
        "name": "Khảo sát hài lòng năm 2020", "year": "2020", "office": place.office_unit.pk, "questionnaire": questionnaire.pk,
        "from_on": "10/01/2021", "until_on": "20/02/2021", "error": "0.05", "least": "10", "attempts": "3",
    }  # fmt: skip
    assert "Hãy chọn hoặc sai số" in text(office.post(f"{DESK}moi/", {**said, "total": "10"}))
    office.post(f"{DESK}moi/", said)
    campaign = Campaign.objects.get()
    open_table = table(office.get(f"{DESK}{campaign.pk}/khung.csv"))
    assert [row["name"] for row in open_table] == ["Sở Tư pháp", "Sở Xây dựng", "Sở Y tế"]
    wrong = upload(
        "khung.csv", "unit,stratum,population\nSở Tư pháp,,4000\nSở Không Có,,5\nSở Xây dựng,,-1\n"
    )
    told = text(office.post(f"{DESK}{campaign.pk}/khung/", {"file": wrong}))
    assert "dòng 3, cột unit" in told
    assert "dòng 4, cột population" in told
    assert not campaign.frame.exists()
    good = "đơn vị;tầng;tổng thể\nSở Tư pháp;;4.000\nSở Xây dựng;Trực tiếp;900\nSở Xây dựng;Trực tuyến;300\nSở Y tế;;\n"
    office.post(f"{DESK}{campaign.pk}/khung/", {"file": upload("khung.csv", good)})
    assert [row.sample for row in desk.rows(campaign)] == [364, 225, 75]
    return campaign


def test_a_survey_from_the_questionnaire_to_the_published_page(
    place: desk.Place, settings: Any, client: Client
) -> None:
    campaign = begun(place, settings)
    office, second, leader = (desk.as_(one) for one in (place.office, place.second, place.leader))
    first_row, *_others = desk.rows(campaign)
    base = f"{DESK}{campaign.pk}/"

    # The draw is the same for everybody who knows the seed; the reserve follows the sample.
    drawn = table(office.get(f"{base}mau.csv"))
    own = [row for row in drawn if row["name"] == "Sở Tư pháp"]
    assert len(own) == 364 + 72
    assert [row["use"] for row in own].count("mẫu") == 364
    assert drawn == table(office.get(f"{base}mau.csv"))

    # Codes are seen once, on the sheet.
    sheet = text(office.post(f"{base}ma/", {"frame": first_row.pk, "count": "3"}))
    codes = re.findall(r"[A-Z2-9]{5}-[A-Z2-9]{5}", sheet)
    assert len(set(codes)) == 3
    assert sheet.count("<svg") >= 3
    assert Invitation.objects.count() == 3
    assert codes[0] not in text(office.get(f"{base}ma/"))

    # A citizen answers on a phone: the code, one page, a gap is told with everything kept, then thanks.
    settings.DANBIET_TODAY = desk.FIELD
    door = client.post("/hai-long/phieu/", {"code": codes[0].lower()})
    page = door.headers["Location"]
    shown = client.get(page)
    assert "Sở Tư pháp" in text(shown)
    assert shown.headers["Cache-Control"] == "no-store"
    assert not shown.cookies
    assert "<script>" not in shown.content.decode()
    said = {f"c{number}": "5" for number in range(1, 22)}
    begun_mark = re.search(r'name="begun" value="([^"]+)"', shown.content.decode())
    assert begun_mark
    said["begun"] = begun_mark[1]
    again = text(client.post(page, said))
    assert "Còn 1 câu chưa trả lời" in again
    assert again.count("checked") == 21
    assert not Response.objects.exists()
    thanks = client.post(page, {**said, "gui_luon": "1"}, follow=True)
    assert "đã được ghi nhận" in text(thanks)
    response = Response.objects.get()
    assert response.answers == [5] * 21 + [None]
    assert response.seconds is not None
    assert "đã được dùng" in text(client.get(page), 410)
    assert "đã được dùng" in text(client.post(page, {**said, "gui_luon": "1"}), 410)
    odd = text(client.post(f"/hai-long/phieu/{codes[1]}/", {**said, "c1": "9"}))
    assert "không đọc được" in odd
    assert odd.count("checked") == 20

    # Interviewers' answers come as a file: looked at, refused with places, taken in, not twice.
    head = ",".join(["unit", "stratum", *ITEMS])
    lines = [f"Sở Xây dựng,{('Trực tiếp', 'Trực tuyến')[n % 2]}," + ",".join(str(1 + (n + i) % 5) for i in range(22)) for n in range(60)]  # fmt: skip
    wrong = [lines[0], lines[1].replace(",1,", ",7,", 1), "Sở Lạ,," + ",".join(["5"] * 22)]
    told = text(office.post(f"{base}tep/", {"file": upload("p.csv", "\n".join([head, *wrong]))}))
    assert "dòng 3, cột item_" in told
    assert "“7”" in told
    assert "dòng 4, cột unit" in told
    good = "\n".join([head, *lines])
    assert "60 dòng, không có chỗ sai" in text(
        office.post(f"{base}tep/", {"file": upload("p.csv", good), "thu": "1"})
    )
    assert Response.objects.count() == 1
    assert "Đã nhập 60 phiếu" in text(
        office.post(f"{base}tep/", {"file": upload("p.csv", good)}, follow=True)
    )
    assert "Tệp này đã được Phòng CCHC nhập" in text(
        office.post(f"{base}tep/", {"file": upload("khac.csv", good)})
    )
    assert Response.objects.count() == 61

    # Paper: keyed by two; where they differ a third look decides.
    keyed = {"frame": first_row.pk, **{f"c{number}": "4" for number in range(1, 23)}}
    for number in range(1, 13):
        second.post(f"{base}giay/", {**keyed, "number": str(number)})
        office.post(f"{base}giay/", {**keyed, "number": str(number), **({"c7": "1"} if number == 3 else {})})
    assert Response.objects.filter(channel="paper").count() == 11
    paper = PaperForm.objects.get(number="3")
    told = text(office.get(f"{DESK}giay/{paper.pk}/"))
    assert "Lần một: 4, lần hai: 1" in told
    assert re.findall(r'name="(c\d+)"', told) == ["c7"]
    office.post(f"{DESK}giay/{paper.pk}/", {"c7": "1"})
    assert Response.objects.filter(channel="paper").count() == 12

    # The office sees how it stands; the surveyed unit does not.
    stand = text(office.get(base))
    assert "Theo số phiếu hiện có" in stand
    assert "Theo số phiếu hiện có" not in text(desk.as_(place.officer).get(base))
    assert "Tiến độ theo tầng" in text(desk.as_(place.stranger).get(base))

    # The head publishes once the days are over.
    assert client.get(f"/hai-long/{campaign.pk}/").status_code == 404
    leader.post(f"{base}cong-bo/", {"decision": "QĐ 9/QĐ-SNV"})
    settings.DANBIET_TODAY = desk.CLOSED
    assert office.post(f"{base}cong-bo/", {"decision": "x"}).status_code == 403
    assert not Publication.objects.exists()
    leader.post(f"{base}cong-bo/", {"decision": "QĐ 9/QĐ-SNV"})
    figures = Publication.objects.get().figures
    assert figures["all"]["responses"] == 73

    public = text(client.get(f"/hai-long/{campaign.pk}/"))
    assert "QĐ 9/QĐ-SNV" in public
    assert "không so sánh với nhau" in public
    units = {one["name"]: one for one in figures["units"]}
    assert units["Sở Tư pháp"]["index"]["value"].replace(".", ",") in public
    unit = text(client.get(f"/hai-long/{campaign.pk}/{units['Sở Xây dựng']['code']}/"))
    assert "Công chức giải quyết" in unit
    assert client.get(f"/hai-long/{campaign.pk}/khong-co/").status_code == 404
    assert campaign.name in text(client.get("/hai-long/"))
    assert "N / (1 + N·e²)" in text(client.get("/hai-long/cach-tinh/"))
    data = json.loads(client.get(f"/hai-long/{campaign.pk}/du-lieu.json").content)
    assert (
        data["units"][0]["index"]["value"] == float(units[data["units"][0]["name"]]["index"]["value"])
        or data["units"][0]["index"]["value"] is None
    )
    rows = list(
        csv.reader(io.StringIO(client.get(f"/hai-long/{campaign.pk}/bang.csv").content.decode("utf-8-sig")))
    )
    assert len(rows) == 1 + 3 * 28
    assert rows[1][1] == "Tất cả đơn vị"
    assert not client.get(f"/hai-long/{campaign.pk}/").cookies
    assert 'hreflang="en"' in client.get(f"/hai-long/{campaign.pk}/").content.decode()
    assert "Satisfied" in client.get(f"/en/hai-long/{campaign.pk}/").content.decode()


def test_guessing_codes_ends_soon_and_tells_when_to_come_back(
    place: desk.Place, settings: Any, client: Client, stop_clock: Callable[..., None]
) -> None:
    settings.DANBIET_TODAY = desk.FIELD
    stop_clock(answering)
    for _number in range(30):
        assert client.get("/hai-long/phieu/ABCDE-FGHJK/").status_code == 404
    answer = client.get("/hai-long/phieu/ABCDE-FGHJK/")
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) > 0
    assert client.post("/hai-long/phieu/", {"code": "ABCDE-FGHJK"}).status_code == 429
    other = Client(REMOTE_ADDR="203.0.113.9")
    assert other.get("/hai-long/phieu/ABCDE-FGHJK/").status_code == 404
    assert "Mã gồm mười chữ và số" in text(client.post("/hai-long/phieu/", {"code": "123"}))


def test_a_file_taken_back_leaves_nothing_and_may_come_again(place: desk.Place, settings: Any) -> None:
    campaign = begun(place, settings)
    settings.DANBIET_TODAY = desk.FIELD
    office = desk.as_(place.office)
    data = ",".join(["unit", *ITEMS]) + "\nSở Tư pháp," + ",".join(["4"] * 22) + "\n"
    page = f"{DESK}{campaign.pk}/tep/"
    office.post(page, {"file": upload("a.csv", data)})
    taken = campaign.files.get()
    assert desk.as_(place.officer).post(f"{page}{taken.pk}/bo/").status_code == 403
    office.post(f"{page}{taken.pk}/bo/")
    assert not Response.objects.exists()
    office.post(page, {"file": upload("a.csv", data)})
    assert Response.objects.count() == 1


def test_extending_wants_a_later_day(place: desk.Place, settings: Any) -> None:
    campaign = begun(place, settings)
    office = desk.as_(place.office)
    page = f"{DESK}{campaign.pk}/gia-han/"
    assert "Hãy chọn ngày sau 20/02/2021" in text(office.post(page, {"until": "01/02/2021", "reason": "Bão"}))
    office.post(page, {"until": "28/02/2021", "reason": "Bão"})
    campaign.refresh_from_db()
    assert campaign.until_on == date(2021, 2, 28)


def test_a_questionnaire_from_a_file_is_looked_at_first(place: desk.Place) -> None:
    office = desk.as_(place.office)
    page = f"{DESK}bo-cau-hoi/"
    said = {"name": "Phiếu riêng", "year": "2021", "kind": "households"}
    wrong = upload("q.csv", "số,yếu tố,lớp hỏi,câu hỏi\n1,access,,Câu một\n3,Đẹp,Lạ,\n")
    told = text(office.post(page, {**said, "file": wrong}))
    for place_ in ("dòng 3, cột số", "dòng 3, cột yếu tố", "dòng 3, cột lớp hỏi", "dòng 3, cột câu hỏi"):
        assert place_ in told
    assert not Questionnaire.objects.exists()
    good = "số,yếu tố,lớp hỏi,câu hỏi,tiếng Khmer\n1,Tiếp cận dịch vụ,,Câu một,សំណួរ\n2,staff,Sự mong đợi,Câu hai,\n"
    office.post(page, {**said, "file": upload("q.csv", good)})
    made = Questionnaire.objects.get()
    assert [(one.key, one.factor, one.layer, one.text_km) for one in made.items.all()] == [
        ("item_01", "access", "satisfaction", "សំណួរ"), ("item_02", "staff", "expectation", ""),
    ]  # fmt: skip
    assert "សំណួរ" in text(office.get(f"{page}{made.pk}/"))
    again = office.get(f"{page}{made.pk}/tep.csv").content
    office.post(page, {**said, "file": SimpleUploadedFile("q.csv", again)})
    assert Questionnaire.objects.filter(name="Phiếu riêng", version=2).exists()
    office.post(f"{page}{made.pk}/bo/")
    assert Questionnaire.objects.count() == 1
