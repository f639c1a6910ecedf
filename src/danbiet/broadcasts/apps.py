from django.apps import AppConfig


class BroadcastsConfig(AppConfig):
    name = "danbiet.broadcasts"
    label = "broadcasts"
