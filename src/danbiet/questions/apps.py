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
        _privacy()
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
            rows=calls_waiting,
            order=51,
        )
        register_nav(
            *section,
            _("Requests for data"),
            "questions:data-list",
            may_enter_intake,
            rows=data_waiting,
            is_due=True,
            order=52,
        )
        register_nav(*section, _("Figures and reports"), "questions:report", may_enter, order=53)
        register_nav(*section, _("Fields and limits"), "questions:topic-list", may_set_up, order=54)
        register_nav(*section, _("Ready sentences"), "questions:snippet-list", may_write_snippets, order=55)


def _privacy() -> None:
    """What questions hold about people and forget."""
    from danbiet.audit.registry import hide, name_states
    from danbiet.oversight.registry import Holder, Rule, Store, register_holder, register_rule, register_store

    from .actions.subjects import erase_asker
    from .enums import State
    from .queries.subjects import askers_count, held_about, tallies_overdue

    # An answer before it is signed is the lead's alone, and may name an asker; what was published stands on its page.
    why = _("(words of answers are not shown here)")
    hide("questions.answer", "body", "reason", why=why)
    hide("questions.part", "text", "wanted", "reason", why=why)
    name_states("question", dict(State.choices))
    register_holder(Holder("questions", _("Questions and answers"), held_about, erase_asker))
    register_rule(
        Rule(
            "questions.tallies", _("Counts of forms sent from a network"), _("25 hours"), "", tallies_overdue
        )
    )
    categories = _("name, telephone, mail, address, words as they came (encrypted)")
    register_store(Store("questions", _("People who asked"), categories, askers_count))
