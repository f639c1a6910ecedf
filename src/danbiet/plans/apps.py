from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "danbiet.plans"
    label = "plans"

    def ready(self) -> None:
        from danbiet.org.registry import OpenWork, register_open_work

        from .actions.succession import evidence_in_hand, pass_on_evidence

        register_open_work(
            OpenWork("plans.evidence", _("Evidence not decided yet"), evidence_in_hand, pass_on_evidence)
        )
        from danbiet.org.registry import register_carrier

        from .queries.handover import CARRIER

        register_carrier(CARRIER)

        from danbiet.org.registry import register_nav

        from .permissions import may_read_plans
        from .queries.work import decide_count, import_count

        # plans: writing and bringing in
        register_nav("plans", _("Plans"), _("Plans"), "plans:plan-list", may_read_plans, order=20)
        register_nav(
            "plans",
            _("Plans"),
            _("Imports from files"),
            "plans:import-list",
            may_read_plans,
            import_count,
            order=21,
        )

        register_nav("plans", _("Plans"), _("Weekly paper"), "plans:leaders-paper", may_read_plans, order=22)

        from .permissions import may_decide_evidence, may_enter_evidence

        # evidence: written, decided on
        register_nav(
            "evidence",
            _("Evidence"),
            _("Evidence of my units"),
            "plans:evidence-list",
            may_enter_evidence,
            order=30,
        )
        register_nav(
            "evidence",
            _("Evidence"),
            _("Waiting for a decision"),
            "plans:evidence-queue",
            may_decide_evidence,
            decide_count,
            is_due=True,
            order=31,
        )

        from .permissions import may_see_counts

        register_nav(
            "evidence",
            _("Evidence"),
            _("What the system counted"),
            "plans:counted",
            may_see_counts,
            order=32,
        )

        from danbiet.media.registry import register_referrer

        from .queries.files import files_in_use

        register_referrer(files_in_use)

        from danbiet.exports.registry import DocumentKind, register_document

        from .actions.documents import REPORT_DOCUMENT, make_report, may_have_report
        from .permissions import may_lock_periods, may_read_reports, may_see_periods
        from .queries.periods import corrections_asked
        from .queries.work import reports_to_decide

        # reports: written, submitted, accepted, made as Word files
        register_nav(
            "reports",
            _("Reports"),
            _("Reports of my units"),
            "plans:report-list",
            may_read_reports,
            lambda rights: len(reports_to_decide(rights)),
            is_due=True,
            order=45,
        )
        register_nav(
            "reports",
            _("Reports"),
            _("Locked periods"),
            "plans:period-list",
            may_see_periods,
            rows=lambda rights: corrections_asked() if may_lock_periods(rights) else None,
            is_due=True,
            order=46,
        )
        register_document(DocumentKind(key=REPORT_DOCUMENT, make=make_report, allowed=may_have_report))
