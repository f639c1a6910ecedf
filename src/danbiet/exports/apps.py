from django.apps import AppConfig


class ExportsConfig(AppConfig):
    name = "danbiet.exports"
    label = "exports"
