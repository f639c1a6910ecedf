from django.apps import AppConfig
from django.conf import settings
from django.db.models.signals import post_save
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "danbiet.portal"
    label = "portal"

    def ready(self) -> None:
        from danbiet.org.permissions import is_province_office
        from danbiet.org.registry import register_nav, register_unit_panel

        from .receivers import on_plan_saved, register_findable
        from .views.panels import unit_plans_panel

        register_findable()
        post_save.connect(on_plan_saved, sender="plans.Plan", dispatch_uid="portal.search")

        register_nav("", "", _("My work today"), "portal:desk-home", lambda rights: True, order=0)
        register_nav("", "", _("The province"), "portal:overview", lambda rights: True, order=1)
        register_nav("office", _("Office"), _("Guide"), "portal:guide-home", lambda rights: True, order=94)
        register_unit_panel(unit_plans_panel)
        _join_pages()
        _join_air()
        _join_contests()
        _join_questions()
        _join_indices()
        register_nav(
            "system", _("System"), _("Visit counter"), "portal:visits-base", is_province_office, order=95
        )
        register_nav(
            "system",
            _("System"),
            _("The province's particulars"),
            "portal:province",
            is_province_office,
            order=96,
        )
        register_nav(
            "system", _("System"), _("Mail server"), "portal:mail-server", is_province_office, order=97
        )
        if settings.DANBIET_MAIL_READER:
            register_nav("system", _("System"), _("Mail"), "portal:mail-list", is_province_office, order=90)


def _join_pages() -> None:
    """What editors publish fulfils tasks of plans, is found, is counted when it is read, and leaves no stale copy behind."""
    from functools import partial

    from danbiet.newsroom import signals
    from danbiet.newsroom.enums import SectionKind
    from danbiet.newsroom.queries.findable import all_findable, known_at
    from danbiet.newsroom.registry import register_tasks
    from danbiet.plans.queries.choosing import task_chain, task_words, tasks_to_fulfil
    from danbiet.search.registry import register_source
    from danbiet.visits.registry import register_pages
    from danbiet.visits.registry import register_tasks as register_views

    from .actions import page_hidden, page_shown
    from .queries.places import places
    from .receivers import tasks_read

    register_tasks(choices=tasks_to_fulfil, chain=task_chain, label=task_words)
    register_pages(known_at)
    register_pages(places)
    register_views(tasks_read)
    signals.page_published.connect(page_shown, dispatch_uid="portal.page_shown")
    signals.page_unpublished.connect(page_hidden, dispatch_uid="portal.page_hidden")
    for order, kind in enumerate(SectionKind, start=10):
        register_source(kind.value, kind.label, iterate=partial(all_findable, kind.value), order=order)


def _join_air() -> None:
    """What is on the air fulfils tasks of plans; what editors published can be picked for an episode."""
    from danbiet.broadcasts.registry import register_tasks
    from danbiet.plans.queries.choosing import task_chain, task_words, tasks_to_fulfil

    from .queries.on_air import register_pages_on_air

    register_tasks(choices=tasks_to_fulfil, chain=task_chain, label=task_words)
    register_pages_on_air()


def _join_contests() -> None:
    """Who takes part in a contest counts for the task of the plan it was held for; sealed contests are found and their pages counted."""
    from danbiet.contests.queries.public import KIND, all_findable, known_at
    from danbiet.contests.registry import register_tasks
    from danbiet.plans.queries.choosing import task_chain, task_words, tasks_below, tasks_to_fulfil
    from danbiet.search.registry import register_source
    from danbiet.visits.registry import register_pages

    register_tasks(choices=tasks_to_fulfil, chain=task_chain, below=tasks_below, label=task_words)
    register_pages(known_at)
    register_source(KIND, _("Online contests"), one=_("Online contest"), iterate=all_findable, order=18)


def _join_indices() -> None:
    """What the platform counts of a unit, and what citizens say of it, may be points of its index; what it has may prove them."""
    from .queries.index_evidence import register_sources
    from .queries.index_figures import register_figures
    from .queries.survey_figures import register_survey_figures

    register_figures()
    register_sources()
    register_survey_figures()


def _join_questions() -> None:
    """Published questions are found and counted; documents reach answers, answers reach the air, and the air reaches them."""
    from danbiet.broadcasts import signals as air
    from danbiet.questions import signals
    from danbiet.questions.queries.findable import KIND, all_findable, known_at
    from danbiet.search.registry import register_source
    from danbiet.visits.registry import register_pages

    from . import actions
    from .queries.questions import join_registers

    join_registers()
    register_pages(known_at)
    register_source(KIND, _("Questions and answers"), one=_("Question"), iterate=all_findable, order=17)
    signals.question_published.connect(actions.question_shown, dispatch_uid="portal.question_shown")
    signals.question_hidden.connect(actions.question_hidden, dispatch_uid="portal.question_hidden")
    signals.question_answered.connect(actions.question_answered, dispatch_uid="portal.question_answered")
    air.airing_confirmed.connect(actions.question_on_air, dispatch_uid="portal.question_on_air")
    air.airing_corrected.connect(actions.question_on_air, dispatch_uid="portal.question_on_air")
    air.recording_linked.connect(actions.recording_seen, dispatch_uid="portal.recording_seen")
