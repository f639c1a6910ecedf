from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "danbiet.cms"
    label = "cms"
