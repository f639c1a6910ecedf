from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "danbiet.portal"
    label = "portal"
