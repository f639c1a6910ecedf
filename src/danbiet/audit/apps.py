from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "danbiet.audit"
    label = "audit"
