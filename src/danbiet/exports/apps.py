from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "danbiet.exports"
    label = "exports"

    def ready(self) -> None:
        from danbiet.org.registry import register_nav

        from .permissions import may_manage_templates, may_see_runs

        register_nav("reports", _("Reports"), _("Documents"), "exports:run-list", may_see_runs, order=46)
        register_nav(
            "office",
            _("Office"),
            _("Word templates"),
            "exports:template-list",
            may_manage_templates,
            order=91,
        )
