from django.urls import path, register_converter

from .views import components, editions, public, publishing, sets, sheets

app_name = "indices"


class CriterionNumber:
    """1, 1.1 or 1.1.1."""

    regex = r"[1-9][0-9]{0,2}(?:\.[1-9][0-9]{0,2}){0,2}"

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(CriterionNumber, "criterion")
DESK = "ban-lam-viec/chi-so/"

urlpatterns = [
    path("chi-so/", public.index_list, name="public-list"),
    path("chi-so/cach-tinh/", public.method, name="public-method"),
    path("chi-so/<int:pk>/", public.ranking, name="public-ranking"),
    path("chi-so/<int:pk>/bang.csv", public.table, name="public-table"),
    path("chi-so/<int:pk>/du-lieu.json", public.data, name="public-data"),
    path("chi-so/<int:pk>/quyet-dinh.<str:form>", public.decision, name="public-decision"),
    path("chi-so/<int:pk>/<str:code>/", public.unit, name="public-unit"),
    path(DESK, editions.edition_list, name="edition-list"),
    path(f"{DESK}moi/", editions.edition_new, name="edition-new"),
    path(f"{DESK}bo-tieu-chi/", sets.set_list, name="set-list"),
    path(f"{DESK}bo-tieu-chi/<int:pk>/", sets.set_page, name="set"),
    path(f"{DESK}bo-tieu-chi/<int:pk>/tep.xlsx", sets.set_file, name="set-file"),
    path(f"{DESK}bo-tieu-chi/<int:pk>/bo/", sets.set_drop, name="set-drop"),
    path(f"{DESK}<int:pk>/", editions.edition, name="edition"),
    path(f"{DESK}<int:pk>/gia-han/", editions.edition_extend, name="edition-extend"),
    path(f"{DESK}<int:pk>/mien/", editions.edition_exempt, name="edition-exempt"),
    path(f"{DESK}<int:pk>/mien/<int:exemption_id>/bo/", editions.exemption_lift, name="exemption-lift"),
    path(f"{DESK}<int:pk>/cong-bo/", publishing.edition_publish, name="edition-publish"),
    path(f"{DESK}<int:pk>/phan-cong/", editions.edition_appraiser, name="edition-appraiser"),
    path(f"{DESK}<int:pk>/phan-cong/<int:appraiser_id>/bo/", editions.appraiser_drop, name="appraiser-drop"),
    path(f"{DESK}<int:pk>/quyet-dinh/", publishing.edition_decision, name="edition-decision"),
    path(f"{DESK}phieu/<int:pk>/", sheets.sheet, name="sheet"),
    path(f"{DESK}phieu/<int:pk>/ky/", sheets.sheet_sign, name="sheet-sign"),
    path(f"{DESK}phieu/<int:pk>/so-lieu/", sheets.sheet_figures, name="sheet-figures"),
    path(f"{DESK}phieu/<int:pk>/chap-nhan/<criterion:domain>/", sheets.sheet_accept, name="sheet-accept"),
    path(f"{DESK}phieu/<int:pk>/<criterion:number>/", components.component, name="component"),
    path(
        f"{DESK}phieu/<int:pk>/<criterion:number>/chon/", components.evidence_choose, name="evidence-choose"
    ),
    path(f"{DESK}minh-chung/<int:pk>/tep/", components.evidence_file, name="evidence-file"),
    path(f"{DESK}minh-chung/<int:pk>/bo/", components.evidence_drop, name="evidence-drop"),
]
