from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExportsConfig(AppConfig):
    name = "danbiet.exports"
    label = "exports"

    def ready(self) -> None:
        from danbiet.kit.listing import register_list_answer
        from danbiet.media.registry import register_referrer
        from danbiet.org.registry import OpenWork, register_nav, register_open_work

        from .actions import pass_on_runs
        from .permissions import may_manage_templates, may_see_runs
        from .queries import files_in_use, held_runs
        from .views.listing import list_answer

        register_referrer(files_in_use)
        register_open_work(OpenWork("exports.runs", _("Produced documents"), held_runs, pass_on_runs))
        register_list_answer(list_answer)

        register_nav(
            "reports", _("Reports"), _("Produced documents"), "exports:run-list", may_see_runs, order=46
        )
        register_nav(
            "office",
            _("Office"),
            _("Word templates"),
            "exports:template-list",
            may_manage_templates,
            order=91,
        )
