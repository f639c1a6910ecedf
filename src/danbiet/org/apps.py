from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "danbiet.org"
    label = "org"

    def ready(self) -> None:
        from danbiet.accounts.registry import register_factor_rule

        from .actions.deputising import DEPUTIES
        from .actions.people import CARRIER
        from .permissions import may_reorganise, may_see_people
        from .receivers import factor_rule
        from .registry import register_carrier, register_nav, register_open_work

        register_carrier(CARRIER)
        register_open_work(DEPUTIES)
        register_nav(
            "office",
            _("Office"),
            _("Reorganisation of units"),
            "org:orders",
            may_reorganise,
            order=92,
        )

        register_factor_rule(factor_rule)
        register_nav("office", _("Office"), _("Me and my deputy"), "org:own", lambda rights: True, order=91)
        register_nav("office", _("Office"), _("People"), "org:person-list", may_see_people, order=89)
        register_nav(
            "office",
            _("Office"),
            _("Calendar of working days"),
            "org:calendar",
            lambda rights: True,
            order=90,
        )
