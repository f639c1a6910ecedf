from django.apps import AppConfig


class SearchConfig(AppConfig):
    name = "danbiet.search"
    label = "search"
