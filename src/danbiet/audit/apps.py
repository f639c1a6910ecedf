from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "danbiet.audit"
    label = "audit"

    def ready(self) -> None:
        from .receivers import watch_all

        # The signal comes once for every app; the last one of the list finds all tables there.
        post_migrate.connect(watch_all, sender=_last(), dispatch_uid="danbiet.audit")


def _last() -> AppConfig:
    from django.apps import apps

    return [config for config in apps.get_app_configs() if config.models_module is not None][-1]
