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
        from .queries.contests import wordings_waiting

        register_nav(
            "contests",
            _("Contests"),
            _("Contests"),
            "contests:contest-list",
            may_enter,
            rows=wordings_waiting,
            order=75,
        )
        _privacy()
        register_document(DocumentKind(RESULT_DOCUMENT, make_document, may_have_document))
        register_document(DocumentKind(CERTIFICATES_DOCUMENT, make_certificates, may_have_document))


def _privacy() -> None:
    """What contests hold about people and forget."""
    from danbiet.oversight.registry import Holder, Rule, Store, register_holder, register_rule, register_store

    from .actions.subjects import erase_entrant
    from .queries.keeping import hashes_overdue, people_overdue
    from .queries.subjects import contacts_count, held_about
    from .registry import ERASE_JOB

    register_holder(Holder("contests", _("Contests"), held_about, erase_entrant))
    register_rule(
        Rule(
            "contests.contacts",
            _("Contact of people in contests"),
            _("as the contest says, a year without"),
            ERASE_JOB,
            people_overdue,
        )
    )
    register_rule(
        Rule("contests.hashes", _("Marks of devices and networks"), _("90 days"), ERASE_JOB, hashes_overdue)
    )
    categories = _("name, telephone, mail, date of birth, address, guardian (encrypted)")
    register_store(Store("contests", _("Contact of people in contests"), categories, contacts_count))
