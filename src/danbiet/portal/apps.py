from django.apps import AppConfig
from django.conf import settings
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "danbiet.portal"
    label = "portal"

    def ready(self) -> None:
        from danbiet.org.permissions import is_province_office
        from danbiet.org.registry import register_nav

        if settings.DANBIET_MAIL_READER:
            register_nav("system", _("System"), _("Mail"), "portal:mail-list", is_province_office, order=90)
