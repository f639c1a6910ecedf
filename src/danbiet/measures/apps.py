from django.apps import AppConfig


class MeasuresConfig(AppConfig):
    name = "danbiet.measures"
    label = "measures"
