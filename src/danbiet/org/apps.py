from django.apps import AppConfig


class OrgConfig(AppConfig):
    name = "danbiet.org"
    label = "org"
