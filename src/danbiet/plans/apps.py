from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PlansConfig(AppConfig):
    name = "danbiet.plans"
    label = "plans"

    def ready(self) -> None:
        from danbiet.org.registry import register_nav

        from .permissions import may_read_plans
        from .queries.plans import waiting_imports

        # plans: writing and bringing in
        register_nav("plans", _("Plans"), _("Plans"), "plans:plan-list", may_read_plans, order=20)
        register_nav(
            "plans",
            _("Plans"),
            _("Imports from Word"),
            "plans:import-list",
            may_read_plans,
            waiting_imports,
            order=21,
        )
