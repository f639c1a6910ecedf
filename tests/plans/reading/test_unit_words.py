"""Words for units, each with the units a person reads in them (Sóc Trăng, January 2021)."""

import pytest

from danbiet.plans.calc.reading import UnitCatalogue, read_units

# words, names (a set as "*code"), unknown words, reasons for doubt
WORDS = [
    ("Sở Nội vụ", ["Sở Nội vụ"], [], []),
    ("sở nội vụ", ["Sở Nội vụ"], [], []),
    ("So Noi vu", ["Sở Nội vụ"], [], []),
    ("SNV", ["Sở Nội vụ"], [], []),
    ("Đài PT-TH", ["Đài Phát thanh và Truyền hình Sóc Trăng"], [], []),
    ("Đài PT&TH tỉnh", ["Đài Phát thanh và Truyền hình Sóc Trăng"], [], []),
    ("Đài Phát thanh - Truyền hình tỉnh Sóc Trăng", ["Đài Phát thanh và Truyền hình Sóc Trăng"], [], []),
    (
        "Đài Phát thanh và Truyền hình Sóc Trăng; Báo Sóc Trăng",
        ["Đài Phát thanh và Truyền hình Sóc Trăng", "Báo Sóc Trăng"],
        [],
        [],
    ),
    ("Đài PT-TH; Báo", ["Đài Phát thanh và Truyền hình Sóc Trăng", "Báo Sóc Trăng"], [], []),
    ("Báo ST", ["Báo Sóc Trăng"], [], []),
    ("Sở TT&TT", ["Sở Thông tin và Truyền thông"], [], []),
    ("Sở Tài nguyên và MT", ["Sở Tài nguyên và Môi trường"], [], []),
    (
        "Sở Thông tin và Truyền thông, Sở Nội vụ và Sở Tư pháp",
        ["Sở Thông tin và Truyền thông", "Sở Nội vụ", "Sở Tư pháp"],
        [],
        [],
    ),
    ("Văn phòng UBND tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"], [], []),
    ("VP UBND tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"], [], []),
    ("Văn phòng Ủy ban nhân dân tỉnh", ["Văn phòng Ủy ban nhân dân tỉnh"], [], []),
    ("UBND huyện Kế Sách", ["Huyện Kế Sách"], [], []),
    ("huyện Kế Sách", ["Huyện Kế Sách"], [], []),
    ("Kế Sách", ["Huyện Kế Sách"], [], []),
    ("UBND các huyện Kế Sách, Mỹ Tú, Long Phú", ["Huyện Kế Sách", "Huyện Mỹ Tú", "Huyện Long Phú"], [], []),
    ("UBND thành phố Sóc Trăng", ["Thành phố Sóc Trăng"], [], []),
    ("UBND TP. Sóc Trăng", ["Thành phố Sóc Trăng"], [], []),
    ("TX Ngã Năm, TX. Vĩnh Châu", ["Thị xã Ngã Năm", "Thị xã Vĩnh Châu"], [], []),
    ("thị trấn Kế Sách", ["Thị trấn Kế Sách"], [], []),
    ("Phường 1, thị xã Ngã Năm", ["Phường 1 (Thị xã Ngã Năm)"], [], []),
    ("Phường 1", ["Phường 1 (Thành phố Sóc Trăng)"], [], ["ambiguous_unit"]),
    ("Phường 1 (thành phố Sóc Trăng)", ["Phường 1 (Thành phố Sóc Trăng)"], [], []),
    ("Các sở, ban, ngành tỉnh", ["*departments"], [], []),
    ("các sở, ban ngành, đoàn thể tỉnh", ["*departments", "*mass_organisations"], [], []),
    ("UBND các huyện, thị xã, thành phố", ["*districts"], [], []),
    ("các sở, ban, ngành tỉnh; UBND các huyện, thị xã, thành phố", ["*departments", "*districts"], [], []),
    ("Các sở, ban, ngành, UBND các huyện, thị xã, thành phố", ["*departments", "*districts"], [], []),
    ("các sở, UBND cấp huyện", ["*departments", "*districts"], [], []),
    ("UBND cấp xã", ["*communes"], [], []),
    ("UBND các xã, phường, thị trấn", ["*communes"], [], []),
    ("các cơ quan, đơn vị liên quan", ["*all"], [], ["set_related"]),
    ("Các sở, ngành liên quan", ["*departments"], [], ["set_related"]),
    ("các đơn vị có liên quan", ["*all"], [], ["set_related"]),
    ("tất cả đơn vị", ["*all"], [], []),
    ("Sở Nội vụ; thủ trưởng các đơn vị", ["*all"], [], []),
    (
        "Thủ trưởng các sở, ban ngành tỉnh; Chủ tịch UBND các huyện, thị xã, thành phố",
        ["*departments", "*districts"],
        [],
        [],
    ),
    ("các đơn vị thuộc, trực thuộc", ["*all"], [], []),
    ("MTTQ và các đoàn thể", ["*mass_organisations"], [], []),
    ("Ủy ban MTTQ Việt Nam tỉnh và các tổ chức chính trị - xã hội", ["*mass_organisations"], [], []),
    ("các cơ quan báo chí", ["*media"], [], []),
    ("Cơ quan báo, đài", ["*media"], [], []),
    ("Các cơ quan thông tin đại chúng", ["*media"], [], []),
    (
        "Các sở: Nội vụ, Tư pháp, Thông tin và Truyền thông, Tài chính",
        ["Sở Nội vụ", "Sở Tư pháp", "Sở Thông tin và Truyền thông", "Sở Tài chính"],
        [],
        [],
    ),
    ("Sở Nội vụ, Tư pháp, Tài chính", ["Sở Nội vụ", "Sở Tư pháp", "Sở Tài chính"], [], []),
    ("Sở Nội vu", ["Sở Nội vụ"], [], []),
    ("Sở Thông tn và Truyền thông", ["Sở Thông tin và Truyền thông"], [], ["misspelt"]),
    ("Sở Nội vụ (chủ trì)", ["Sở Nội vụ"], [], []),
    ("Hội Chữ thập đỏ tỉnh", [], ["Hội Chữ thập đỏ tỉnh"], []),
    ("Bưu điện tỉnh, Viettel Sóc Trăng", ["Bưu điện tỉnh"], ["Viettel Sóc Trăng"], []),
    ("Phòng Nội vụ các huyện, thị xã, thành phố", ["*districts"], [], ["part_of"]),
    ("Phòng Nội vụ huyện Kế Sách", ["Huyện Kế Sách"], [], ["part_of"]),
    ("các địa phương", ["*districts"], [], []),
    ("đơn vị sự nghiệp công lập tỉnh", ["*service_units"], [], []),
    ("Các cơ quan Trung ương đóng trên địa bàn tỉnh", ["*central_agencies"], [], []),
    ("cơ quan ngành dọc", ["*central_agencies"], [], []),
    ("UBND tỉnh", ["Tỉnh Sóc Trăng"], [], []),
    ("Ban Tuyên giáo Tỉnh ủy", ["Ban Tuyên giáo Tỉnh ủy"], [], []),
    ("Tỉnh đoàn, Hội LHPN tỉnh", ["Tỉnh Đoàn", "Hội Liên hiệp Phụ nữ tỉnh"], [], []),
    ("Ban Dân tộc; Đài PT-TH", ["Ban Dân tộc", "Đài Phát thanh và Truyền hình Sóc Trăng"], [], []),
    ("Các ban Đảng", ["*party_bodies"], [], []),
    (
        "Sở Lao động - Thương binh và Xã hội, Sở Văn hóa, Thể thao và Du lịch",
        ["Sở Lao động - Thương binh và Xã hội", "Sở Văn hóa, Thể thao và Du lịch"],
        [],
        [],
    ),
    ("Sở VHTT&DL", ["Sở Văn hóa, Thể thao và Du lịch"], [], []),
    (
        "Sở VH,TT&DL; Sở KH&ĐT, Sở LĐTB&XH",
        ["Sở Văn hóa, Thể thao và Du lịch", "Sở Kế hoạch và Đầu tư", "Sở Lao động - Thương binh và Xã hội"],
        [],
        [],
    ),
    ("- Sở Nội vụ", ["Sở Nội vụ"], [], []),
    ("- Sở Tư pháp", ["Sở Tư pháp"], [], []),
    ("Sở Nội vụ\nSở Tư pháp", ["Sở Nội vụ", "Sở Tư pháp"], [], []),
    ("Sở Thông tin\nvà Truyền thông", ["Sở Thông tin và Truyền thông"], [], []),
    ("các sở, ban, ngành, địa phương", ["*departments", "*districts"], [], []),
    ("Các sở, ban, ngành, địa phương liên quan", ["*departments", "*districts"], [], ["set_related"]),
    ("các cơ quan, đơn vị, địa phương", ["*all"], [], []),
    ("UBND huyện, thị xã, thành phố", ["*districts"], [], []),
    (
        "UBND các huyện, thành phố, thị xã và các đơn vị có liên quan",
        ["*all", "*districts"],
        [],
        ["set_related"],
    ),
    ("Công an tỉnh", ["Công an tỉnh"], [], []),
    ("Cổng TTĐT tỉnh", [], ["Cổng TTĐT tỉnh"], []),
    ("Huyện ủy Kế Sách", ["Huyện Kế Sách"], [], []),
    (
        "các cơ quan chuyên môn thuộc UBND tỉnh, UBND cấp huyện, cấp xã",
        ["*departments", "*districts", "*communes"],
        [],
        [],
    ),
    ("—", [], [], []),
    ("Không", [], [], []),
    ("Sở Nội vụ phối hợp với Sở Tài chính", ["Sở Nội vụ", "Sở Tài chính"], [], []),
    ("Giám đốc Sở Nội vụ", ["Sở Nội vụ"], [], []),
    ("Trung tâm Phục vụ hành chính công", ["Trung tâm Phục vụ hành chính công tỉnh"], [], []),
    ("Ban Quản lý các KCN tỉnh", ["Ban Quản lý các khu công nghiệp tỉnh"], [], []),
    ("Đài truyền thanh cấp huyện", ["*districts"], [], ["part_of"]),
    ("Đài Truyền thanh các huyện, thị xã, thành phố", ["*districts"], [], ["part_of"]),
    ("Các doanh nghiệp bưu chính, viễn thông", [], ["Các doanh nghiệp bưu chính, viễn thông"], []),
    ("Sở Y tế, Bảo hiểm xã hội tỉnh", ["Sở Y tế", "Bảo hiểm xã hội tỉnh"], [], []),
    ("Ủy ban nhân dân các huyện, thị xã, thành phố", ["*districts"], [], []),
    ("Ủy ban nhân dân huyện Mỹ Xuyên", ["Huyện Mỹ Xuyên"], [], []),
    ("Các Sở, ban ngành tỉnh và UBND huyện, thị xã, thành phố", ["*departments", "*districts"], [], []),
    ("Các tổ chức, cá nhân có liên quan", ["*all"], [], ["set_related"]),
    ("Bộ Nội vụ", [], ["Bộ Nội vụ"], []),
    ("Báo, Đài", ["*media"], [], []),
    ("Các cơ quan, ban, ngành tỉnh", ["*departments"], [], []),
    ("Cơ quan chuyên môn cấp tỉnh", ["*departments"], [], []),
    ("UBND cấp huyện, cấp xã", ["*districts", "*communes"], [], []),
]


@pytest.mark.parametrize(("words", "names", "unknown", "doubts"), WORDS, ids=[row[0] for row in WORDS])
def test_unit_words_give_their_units(
    words: str, names: list[str], unknown: list[str], doubts: list[str], units: UnitCatalogue
) -> None:
    in_sets = dict.fromkeys(key for name in names if name.startswith("*") for key in units.members(name[1:]))
    wanted = [units.full_name(key) for key in in_sets] + [name for name in names if not name.startswith("*")]

    read = read_units(words, units)

    assert sorted(read.names) == sorted(wanted)
    assert len(read.keys) == len(set(read.keys)) == len(read.names)
    assert [text for text, _ in read.unknown] == unknown
    assert sorted({doubt.why for doubt in read.doubts}) == doubts


def test_units_after_tru_are_taken_out_of_the_set(units: UnitCatalogue) -> None:
    read = read_units("Các sở, ban, ngành (trừ Sở Tư pháp)", units)

    assert "Sở Tư pháp" not in read.names
    assert len(read.names) == len(units.members("departments")) - 1


def test_empty_set_is_told_and_not_dropped(units: UnitCatalogue) -> None:
    read = read_units("Các trường học", units)

    assert read.names == ()
    assert read.unknown == (("Các trường học", "empty_set"),)
