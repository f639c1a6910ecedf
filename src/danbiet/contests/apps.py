from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "danbiet.contests"
    label = "contests"

    def ready(self) -> None:
        from danbiet.org.registry import register_carrier

        from .actions.handover import CARRIER

        register_carrier(CARRIER)

        from danbiet.exports.registry import DocumentKind, register_document
        from danbiet.org.registry import register_nav

        from .actions.certificates import CERTIFICATES_DOCUMENT, make_certificates
        from .actions.documents import RESULT_DOCUMENT, make_document, may_have_document
        from .permissions import may_enter
        from .queries.contests import count_waiting

        register_nav(
            "contests",
            _("Contests"),
            _("Contests"),
            "contests:contest-list",
            may_enter,
            count_waiting,
            order=75,
        )
        register_document(DocumentKind(RESULT_DOCUMENT, make_document, may_have_document))
        register_document(DocumentKind(CERTIFICATES_DOCUMENT, make_certificates, may_have_document))
