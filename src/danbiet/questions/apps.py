from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class QuestionsConfig(AppConfig):
    name = "danbiet.questions"
    label = "questions"

    def ready(self) -> None:
        from danbiet.org.registry import OpenWork, register_open_work

        from .actions.succession import pass_on_questions, questions_in_hand

        register_open_work(
            OpenWork("questions.answers", _("Questions in work"), questions_in_hand, pass_on_questions)
        )
        from danbiet.org.registry import register_carrier

        from .actions.handover import CARRIER

        register_carrier(CARRIER)

        from danbiet.media.registry import register_referrer
        from danbiet.org.registry import register_nav

        from . import receivers  # noqa: F401 - it connects itself
        from .permissions import may_enter, may_enter_intake, may_set_up, may_write_snippets
        from .queries.files import files_in_use
        from .queries.nav import calls_waiting, data_waiting, questions_waiting

        register_referrer(files_in_use)
        section = ("questions", _("Questions and answers"))
        register_nav(
            *section,
            _("Questions"),
            "questions:question-queue",
            may_enter,
            questions_waiting,
            is_due=True,
            order=50,
        )
        register_nav(
            *section,
            _("People to call"),
            "questions:call-back-list",
            may_enter_intake,
            calls_waiting,
            order=51,
        )
        register_nav(
            *section,
            _("Requests for data"),
            "questions:data-list",
            may_enter_intake,
            data_waiting,
            is_due=True,
            order=52,
        )
        register_nav(*section, _("Figures and reports"), "questions:report", may_enter, order=53)
        register_nav(*section, _("Fields and limits"), "questions:topic-list", may_set_up, order=54)
        register_nav(*section, _("Ready sentences"), "questions:snippet-list", may_write_snippets, order=55)
