from django.apps import AppConfig
from django.db.models.signals import post_migrate


class NewsroomConfig(AppConfig):
    name = "danbiet.newsroom"
    label = "newsroom"

    def ready(self) -> None:
        from .permissions import PageTester
        from .receivers import make_sections
        from .registry import register_tester

        register_tester(PageTester)
        post_migrate.connect(make_sections, sender=self, dispatch_uid="newsroom.sections")
