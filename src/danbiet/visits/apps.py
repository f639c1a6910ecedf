from django.apps import AppConfig


class VisitsConfig(AppConfig):
    name = "danbiet.visits"
    label = "visits"
