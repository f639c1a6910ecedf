from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "danbiet.org"
    label = "org"

    def ready(self) -> None:
        from .actions.people import CARRIER
        from .permissions import may_reorganise
        from .registry import register_carrier, register_nav

        register_carrier(CARRIER)
        register_nav(
            "office",
            _("Office"),
            _("Reorganisation of units"),
            "org:orders",
            may_reorganise,
            order=91,
        )

        register_nav(
            "office",
            _("Office"),
            _("Calendar of working days"),
            "org:calendar",
            lambda rights: True,
            order=90,
        )
