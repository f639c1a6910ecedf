from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "danbiet.audit"
    label = "audit"

    def ready(self) -> None:
        from danbiet.accounts.signals import noted

        from .receivers import note_account

        noted.connect(note_account, dispatch_uid="audit.accounts")
