from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "danbiet.portal"
    label = "portal"

    def ready(self) -> None:
        from danbiet.org.permissions import is_province_office
        from danbiet.org.registry import register_nav, register_unit_panel

        from .views.panels import unit_plans_panel

        register_nav("", "", _("My work today"), "portal:desk-home", lambda rights: True, order=0)
        register_nav("", "", _("The province"), "portal:overview", lambda rights: True, order=1)
        register_unit_panel(unit_plans_panel)
        if settings.DANBIET_MAIL_READER:
            register_nav("system", _("System"), _("Mail"), "portal:mail-list", is_province_office, order=90)
