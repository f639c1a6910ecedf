from django.apps import AppConfig


class PlansConfig(AppConfig):
    name = "danbiet.plans"
    label = "plans"
