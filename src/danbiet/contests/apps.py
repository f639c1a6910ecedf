from django.apps import AppConfig


class ContestsConfig(AppConfig):
    name = "danbiet.contests"
    label = "contests"
