from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SurveysConfig(AppConfig):
    name = "danbiet.surveys"
    label = "surveys"

    def ready(self) -> None:
        from danbiet.org.registry import register_nav

        from .permissions import may_enter

        register_nav("indices", _("Index"), _("Satisfaction"), "surveys:campaign-list", may_enter, order=79)
