from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrgConfig(AppConfig):
    name = "danbiet.org"
    label = "org"

    def ready(self) -> None:
        from .registry import register_nav

        register_nav(
            "office",
            _("Office"),
            _("Calendar of working days"),
            "org:calendar",
            lambda rights: True,
            order=90,
        )
