from datetime import timedelta

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OversightConfig(AppConfig):
    name = "danbiet.oversight"
    label = "oversight"

    def ready(self) -> None:
        from danbiet.exports.registry import DocumentKind, register_document

        from .actions.trail import TRAIL_DOCUMENT, make_excel, may_have_trail

        register_document(DocumentKind(TRAIL_DOCUMENT, make_excel, may_have_trail))
        _navigation()
        _lower_floors()


def _navigation() -> None:
    from danbiet.org.registry import register_nav

    from .permissions import may_handle_privacy, may_see_privacy, may_see_trail
    from .queries.incidents import unreported
    from .queries.requests import open_requests

    section = ("oversight", _("Oversight"))
    register_nav(*section, _("Trail of changes"), "oversight:trail", may_see_trail, order=95)
    register_nav(
        *section, _("Requests about personal data"), "oversight:request-list", may_handle_privacy,
        rows=lambda rights: open_requests(), is_due=True, order=96,
    )  # fmt: skip
    register_nav(
        *section,
        _("Incidents"),
        "oversight:incident-list",
        may_handle_privacy,
        rows=lambda rights: unreported(),
        is_due=True,
        order=97,
    )
    register_nav(*section, _("What is forgotten when"), "oversight:retention", may_see_privacy, order=98)


def _lower_floors() -> None:
    """What parts below this one hold and forget; those above say it themselves."""
    from danbiet.exports.queries import runs_before
    from danbiet.exports.registry import FORGET_JOB as EXPORTS_JOB
    from danbiet.outbox.queries import sent_before
    from danbiet.outbox.registry import FORGET_JOB as OUTBOX_JOB

    from .queries.incidents import officials_count
    from .queries.requests import accounts_of
    from .queries.retention import editing_overdue, identities_overdue, sessions_overdue, sign_ins_overdue
    from .registry import FORGET_JOB, Holder, Rule, Store, register_holder, register_rule, register_store

    register_holder(Holder("accounts", _("Accounts of officials"), accounts_of))
    kept = timedelta(days=91)
    for rule in (
        Rule(
            "accounts.sign_ins", _("Attempts to sign in"), _("90 days"), "accounts.forget", sign_ins_overdue
        ),
        Rule(
            "oversight.sessions", _("Sessions of who signed in"), _("12 hours"), FORGET_JOB, sessions_overdue
        ),
        Rule(
            "oversight.editing",
            _("Editing sessions and unsaved forms of editors"),
            _("30 days"),
            FORGET_JOB,
            editing_overdue,
        ),
        Rule(
            "oversight.requests",
            _("Who asked about their data"),
            _("30 days after the answer"),
            FORGET_JOB,
            identities_overdue,
        ),
        Rule(
            "outbox.messages",
            _("Messages to officials"),
            _("90 days after sending"),
            OUTBOX_JOB,
            lambda at: sent_before(at - kept),
        ),
        Rule(
            "exports.runs",
            _("Documents made in the background"),
            _("90 days"),
            EXPORTS_JOB,
            lambda at: runs_before(at - kept).count(),
        ),
    ):
        register_rule(rule)
    register_store(
        Store(
            "accounts",
            _("Accounts of officials"),
            _("name, job title, mail, hash of the password"),
            officials_count,
        )
    )
