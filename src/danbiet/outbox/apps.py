from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "danbiet.outbox"
    label = "outbox"
