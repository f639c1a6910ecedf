from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ContestsConfig(AppConfig):
    name = "danbiet.contests"
    label = "contests"

    def ready(self) -> None:
        from danbiet.org.registry import register_nav

        from .permissions import may_enter
        from .queries.contests import count_waiting

        register_nav(
            "contests",
            _("Contests"),
            _("Contests"),
            "contests:contest-list",
            may_enter,
            count_waiting,
            order=75,
        )
