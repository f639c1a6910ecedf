from typing import Any

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class AuditConfig(AppConfig):
    name = "danbiet.audit"
    label = "audit"

    def ready(self) -> None:
        from danbiet.accounts.signals import noted

        from .receivers import note_account

        noted.connect(note_account, dispatch_uid="audit.accounts")
        # The signal comes once for every app; at the last one of the list all tables are there.
        last = [config for config in apps.get_app_configs() if config.models_module is not None][-1]
        post_migrate.connect(_watch_all, sender=last, dispatch_uid="danbiet.audit")


def _watch_all(**_: Any) -> None:
    """After every migration the triggers of the trail stand on every table with history."""
    from danbiet.kit import clock

    from .actions import install

    install(at=clock.now())
