from django.apps import AppConfig


class DemoConfig(AppConfig):
    name = "danbiet.demo"
    label = "demo"
