from django.apps import AppConfig


class CmsConfig(AppConfig):
    name = "danbiet.cms"
    label = "cms"

    def ready(self) -> None:
        from .registry import name_the_nameless

        name_the_nameless()
