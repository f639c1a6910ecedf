from django.urls import URLPattern, path, register_converter

from .views import (
    appealing,
    banks,
    by_account,
    by_provider,
    certificates,
    checking,
    contests,
    documents,
    head_counts,
    imports,
    items,
    judging,
    keeping,
    particulars,
    pausing,
    public,
    receipt,
    results,
    rounds,
    rules,
    standings,
    suspicions,
    trials,
)


class BankFile:
    """The forms a bank is written in."""

    regex = "gift|xml|xlsx"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(BankFile, "bank_file")

DESK = "ban-lam-viec/hoi-thi/"
ROUND = "hoi-thi/<slug:key>/<slug:round_key>/"
app_name = "contests"
# What citizens meet. No short name of a contest holds "_": addresses of our own begin with it.
portal: list[URLPattern] = [
    path("hoi-thi/", public.contest_list, name="public-list"),
    path("hoi-thi/_gio/", public.server_time, name="clock"),
    path("hoi-thi/_kiem-chung/", checking.proof, name="proof"),
    path("hoi-thi/_dinh-dang-goi/", checking.bundle_format, name="bundle-format"),
    path("hoi-thi/<slug:key>/", public.contest_page, name="public"),
    path("hoi-thi/<slug:key>/cam-ket/<str:name>", public.commitment_file, name="public-commitment"),
    path("hoi-thi/<slug:key>/vao-bang-tai-khoan/", by_account.enter, name="enter-by-account"),
    path("hoi-thi/_dinh-danh/ve/", by_provider.back, name="enter-back"),
    path("hoi-thi/<slug:key>/vao-bang-dinh-danh/", by_provider.enter, name="enter-vouched"),
    path("hoi-thi/<slug:key>/vao-bang-dinh-danh/di/", by_provider.leave, name="enter-leave"),
    path("hoi-thi/<slug:key>/khieu-nai/", appealing.appeal, name="complaint"),
    path("hoi-thi/<slug:key>/giay-chung-nhan/", certificates.certificate, name="certificate"),
    path(f"{ROUND}bang-xep-hang/", standings.standings, name="standings"),
    path(f"{ROUND}don-vi/", standings.units, name="unit-standings"),
    path(f"{ROUND}kiem-tra/", checking.check, name="check"),
    path(f"{ROUND}phieu.pdf", receipt.receipt_file, name="receipt-file"),
    path(f"{ROUND}goi/", checking.bundle, name="bundle"),
    path(f"{ROUND}goi/<path:name>", checking.bundle_file, name="public-file"),
    path("hoi-thi/<slug:key>/khieu-nai/<str:token>/", appealing.appeal_state, name="complaint-state"),
]
desk: list[URLPattern] = [
    path(DESK, contests.contest_list, name="contest-list"),
    path(f"{DESK}moi/", contests.contest_new, name="contest-new"),
    path(f"{DESK}<int:pk>/", contests.contest_page, name="contest"),
    path(f"{DESK}<int:pk>/the-le/<slug:key>/", rules.rules_step, name="rules"),
    path(f"{DESK}<int:pk>/ho-so/", particulars.particulars, name="particulars"),
    path(f"{DESK}<int:pk>/du-lieu/", keeping.personal_data, name="personal-data"),
    path(f"{DESK}<int:pk>/thu/", trials.trial_page, name="trial"),
    path(f"{DESK}<int:pk>/niem-phong/", contests.contest_seal, name="seal"),
    path(f"{DESK}<int:pk>/huy/", contests.contest_cancel, name="cancel"),
    path(f"{DESK}<int:pk>/cam-ket/<str:name>", contests.commitment, name="commitment"),
    path(f"{DESK}<int:pk>/quan-so/", head_counts.head_counts, name="head-counts"),
    path(f"{DESK}<int:pk>/quan-so/don-vi/", head_counts.units_named, name="units"),
    path(f"{DESK}<int:pk>/quan-so/<int:unit_id>/", head_counts.head_count_declare, name="declare"),
    path(f"{DESK}dot/<int:pk>/gia-han/", contests.round_extend, name="round-extend"),
    path(f"{DESK}dot/<int:pk>/tai-lieu/", documents.round_documents, name="round-documents"),
    path(f"{DESK}dot/<int:pk>/tam-dung/", pausing.round_pause, name="round-pause"),
    path(f"{DESK}dot/<int:pk>/tiep-tuc/", pausing.round_resume, name="round-resume"),
    # a round: live, result
    path(f"{DESK}<int:pk>/dot/<slug:key>/", rounds.round_page, name="round"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/thong-bao/", rounds.round_notice, name="round-notice"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/ket-qua/", results.results_page, name="round-results"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/xac-nhan/", results.winners_confirm, name="winners-confirm"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/goi/", results.bundle_make, name="bundle-make"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/goi-<int:number>.zip", results.bundle_file, name="round-bundle"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/cong-bo/", results.final_publish, name="final-publish"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/loai/", judging.disqualify, name="disqualify"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/loai/<int:row_id>/", judging.revoke, name="disqualify-revoke"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/cau-hoi/", judging.items_page, name="round-items"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/cau-hoi/<slug:item>/bo/", judging.drop_item, name="drop-item"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/cau-da-bo/<int:row_id>/", judging.drop_back, name="drop-back"),
    path(f"{DESK}<int:pk>/dot/<slug:key>/nghi-van/", suspicions.suspicion_list, name="round-suspicions"),
    path(
        f"{DESK}<int:pk>/dot/<slug:key>/nghi-van/<int:row_id>/", suspicions.suspicion_page, name="suspicion"
    ),
    path(
        f"{DESK}<int:pk>/dot/<slug:key>/nghi-van/<int:row_id>/mo-lai/",
        suspicions.suspicion_reopen,
        name="suspicion-reopen",
    ),
    path(f"{DESK}<int:pk>/dot/<slug:key>/khieu-nai/", suspicions.appeal_list, name="round-appeals"),
    path(
        f"{DESK}<int:pk>/dot/<slug:key>/khieu-nai/<int:row_id>/", suspicions.appeal_page, name="round-appeal"
    ),
    # banks
    path(f"{DESK}ngan-hang/<int:pk>/", banks.bank_page, name="bank"),
    path(f"{DESK}ngan-hang/<int:pk>/trung/", banks.bank_alike, name="bank-alike"),
    path(f"{DESK}ngan-hang/<int:pk>/trinh-duyet/", banks.bank_propose, name="bank-propose"),
    path(f"{DESK}ngan-hang/<int:pk>/cau-hoi.<bank_file:form>", banks.bank_file, name="bank-file"),
    path(f"{DESK}ngan-hang/<int:pk>/cau-moi/", items.item_new, name="item-new"),
    path(f"{DESK}ngan-hang/<int:pk>/nhap/", imports.import_list, name="import-list"),
    path(f"{DESK}cau/<int:pk>/", items.item_page, name="item"),
    path(f"{DESK}cau/<int:pk>/sua/", items.item_edit, name="item-edit"),
    path(f"{DESK}cau/<int:pk>/trinh-duyet/", items.item_propose, name="item-propose"),
    path(f"{DESK}cau/<int:pk>/duyet/", items.item_review, name="item-review"),
    path(f"{DESK}cau/<int:pk>/cat/", items.item_aside, name="item-aside"),
    path(f"{DESK}nhap/<int:pk>/", imports.import_page, name="import"),
    path(f"{DESK}nhap/<int:pk>/dua-vao/", imports.import_take, name="import-take"),
    path(f"{DESK}nhap/<int:pk>/bo/", imports.import_drop, name="import-drop"),
]
urlpatterns: list[URLPattern] = [*portal, *desk]
