from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class IndicesConfig(AppConfig):
    name = "danbiet.indices"
    label = "indices"

    def ready(self) -> None:
        from danbiet.org.registry import register_carrier, register_unit_work

        from .queries.handover import CARRIER, UNIT_WORK

        register_carrier(CARRIER)
        register_unit_work(UNIT_WORK)

        from danbiet.exports.registry import DocumentKind, register_document
        from danbiet.media.registry import register_referrer
        from danbiet.org.registry import register_nav

        from .actions.documents import DECISION_DOCUMENT, make_decision, may_have_decision
        from .permissions import may_enter
        from .queries.files import files_needed

        # Without a number: sheets are open for a few weeks of a year, and a number costs a query on every page of the desk.
        register_nav("indices", _("Index"), _("Index of reform"), "indices:edition-list", may_enter, order=78)
        register_referrer(files_needed)
        register_document(DocumentKind(DECISION_DOCUMENT, make_decision, may_have_decision))
