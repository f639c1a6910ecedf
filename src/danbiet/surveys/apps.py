from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "danbiet.surveys"
    label = "surveys"

    def ready(self) -> None:
        from danbiet.org.registry import register_carrier, register_unit_work

        from .queries.handover import CARRIER, UNIT_WORK

        register_carrier(CARRIER)
        register_unit_work(UNIT_WORK)

        from danbiet.exports.registry import DocumentKind, register_document
        from danbiet.org.registry import register_nav

        from .actions.documents import REPORT_DOCUMENT, make_report, may_have_report
        from .permissions import may_enter

        register_nav("indices", _("Index"), _("Satisfaction"), "surveys:campaign-list", may_enter, order=79)
        register_document(DocumentKind(REPORT_DOCUMENT, make_report, may_have_report))
