"""Every address of the API, in the order of the documentation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.errors import ValidationError

from ..queries import air, contests, counts, indices, pages, plans, questions, surveys, units
from ..queries.rows import WrongSpan
from ..render import air as of_air
from ..render import contests as of_contests
from ..render import figures as of_figures
from ..render import pages as of_pages
from ..render import plans as of_plans
from ..render import questions as of_questions
from ..render import units as of_units
from ..render.shape import Shape
from ..render.shape import gettext_noop as _
from .refusals import Refused, faults_of, problem
from .serving import Address, route


def _list(
    path: str, ask: Callable[..., Any], shape: type[Shape], summary: str, example: str = "", *, of: str = ""
) -> Address:
    """A list; `example`: what to ask for in the documentation (a query), `of`: in which list its path is looked for."""
    return Address(path, ask, shape, is_list=True, summary=summary, example=example, of=of)


def _thing(path: str, ask: Callable[..., Any], shape: type[Shape], summary: str, *, of: str) -> Address:
    return Address(path, ask, shape, is_list=False, summary=summary, example="", of=of)


ROUND = "/contests/{key}/rounds/{round_key}"
# fmt: off
GROUPS: tuple[tuple[str, tuple[Address, ...]], ...] = (
    (_("Units"), (
        _list("/units", units.units, of_units.Unit, _("Units of a day"), "?q=so&ngay=2021-06-30"),
        _thing("/units/{id}", units.unit, of_units.UnitInTime, _("A unit and its history"), of="/units"),
    )),
    (_("Plans"), (
        _list("/plans", plans.plans, of_plans.Plan, _("Issued plans with how far they are on a day"), "?ngay=2021-06-30"),
        _thing("/plans/{id}", plans.plan, of_plans.PlanInFull, _("A plan with its groups of content"), of="/plans"),
        _list("/plans/{id}/tasks", plans.tasks, of_plans.Task, _("Tasks and targets of a plan"), "?ngay=2021-06-30", of="/plans"),
        _thing("/tasks/{id}", plans.task, of_plans.TaskInFull, _("A task"), of="/plans/{id}/tasks"),
        _list("/tasks/{id}/evidence", plans.evidence, of_plans.Evidence, _("Accepted evidence of a task"), of="/plans/{id}/tasks"),
    )),
    (_("Questions and answers"), (
        _list("/topics", questions.topics, of_questions.Topic, _("Fields questions are about")),
        _list("/questions", questions.questions, of_questions.Question, _("Published questions with their answers"), "?nam=2021&moi_trang=20"),
        _thing("/questions/{code}", questions.question, of_questions.QuestionInFull, _("A question with all its answers"), of="/questions"),
        _list("/question-figures", questions.question_figures, of_questions.Figures, _("How agencies answer"), "?nam=2021"),
    )),
    (_("What is published"), (
        _list("/articles", pages.articles, of_pages.Article, _("News and articles"), "?ngon_ngu=vi"),
        _thing("/articles/{id}", pages.article, of_pages.ArticleInFull, _("An article"), of="/articles"),
        _list("/announcements", pages.announcements, of_pages.Announcement, _("Announcements"), "?ngay=2021-06-30"),
        _thing("/announcements/{id}", pages.announcement, of_pages.AnnouncementInFull, _("An announcement"), of="/announcements"),
        _list("/programme-pages", pages.programme_pages, of_pages.ProgrammePage, _("Pages on the programme")),
        _thing("/programme-pages/{id}", pages.programme_page, of_pages.ProgrammePageInFull, _("A page on the programme"), of="/programme-pages"),
        _list("/documents", pages.documents, of_pages.Document, _("Register of official documents"), "?hieu_luc=con&ngay=2021-06-30"),
        _thing("/documents/{id}", pages.document, of_pages.DocumentInFull, _("A document with its files"), of="/documents"),
        _list("/good-models", pages.good_models, of_pages.GoodModel, _("Good models")),
        _thing("/good-models/{id}", pages.good_model, of_pages.GoodModelInFull, _("A good model"), of="/good-models"),
        _list("/videos", pages.videos, of_pages.Video, _("Videos")),
        _thing("/videos/{id}", pages.video, of_pages.VideoInFull, _("A video"), of="/videos"),
    )),
    (_("Broadcasts and schedule"), (
        _list("/channels", air.channels, of_air.Channel, _("Channels")),
        _thing("/channels/{code}", air.channel, of_air.Channel, _("A channel"), of="/channels"),
        _list("/programmes", air.programmes, of_air.Programme, _("Programmes in the schedule")),
        _list("/schedule", air.schedule, of_air.Entry, _("Broadcast schedule"), "?tu=2021-06-01&den=2021-06-07"),
        _list("/airings", air.airings, of_air.Airing, _("What was aired"), "?tu=2021-06-01&den=2021-06-30"),
        _thing("/airings/{id}", air.airing, of_air.AiringInFull, _("An airing"), of="/airings"),
    )),
    (_("Contests"), (
        _list("/contests", contests.contests, of_contests.Contest, _("Sealed contests")),
        _thing("/contests/{key}", contests.contest, of_contests.ContestInFull, _("A contest"), of="/contests"),
        _thing(ROUND, contests.round_result, of_contests.RoundResult, _("A round: figures, winners, files to check it"), of="/contests"),
        _list(f"{ROUND}/standings", contests.standings, of_contests.Standing, _("Standings of persons"), of="/contests"),
        _list(f"{ROUND}/units", contests.unit_standings, of_contests.UnitStanding, _("Standings of units"), of="/contests"),
    )),
    (_("Index of reform"), (
        _list("/indices", indices.indices, of_figures.Index, _("Published editions of the index")),
        _thing("/indices/{id}", indices.index, of_figures.IndexInFull, _("An edition with its criteria"), of="/indices"),
        _list("/indices/{id}/units", indices.ranking, of_figures.Ranked, _("Ranking of an edition"), of="/indices"),
        _thing("/indices/{id}/units/{code}", indices.index_unit, of_figures.IndexUnit, _("A unit in an edition"), of="/indices/{id}/units"),
    )),
    (_("Satisfaction"), (
        _list("/surveys", surveys.surveys, of_figures.Survey, _("Published surveys")),
        _thing("/surveys/{id}", surveys.survey, of_figures.SurveyInFull, _("A survey"), of="/surveys"),
        _list("/surveys/{id}/units", surveys.survey_units, of_figures.SurveyUnit, _("Units in a survey"), of="/surveys"),
        _thing("/surveys/{id}/units/{code}", surveys.survey_unit, of_figures.SurveyUnitInFull, _("A unit in a survey"), of="/surveys/{id}/units"),
    )),
    (_("Views and counts"), (
        _list("/views", counts.views, of_figures.ViewsOfDay, _("Views and visitors by day"), "?tu=2021-06-01&den=2021-06-30"),
        _thing("/views/all", counts.views_in_all, of_figures.Views, _("The counter"), of=""),
        _list("/measures", counts.measures, of_figures.Measure, _("What the portal counts by itself")),
        _list("/counts", counts.counts, of_figures.Counted, _("What was counted by unit and month"), "?nam=2021&thuoc_do=articles_published"),
    )),
)
# fmt: on
ADDRESSES: tuple[Address, ...] = tuple(one for _name, group in GROUPS for one in group)

router = Router()
for _name, _group in GROUPS:
    for _one in _group:
        route(router, _one, tag=_name)

api = NinjaAPI(
    title="Dân Biết",
    version="1",
    openapi_url=None,
    docs_url=None,
    urls_namespace="danbiet-api",
    default_router=router,
)


@api.exception_handler(ValidationError)
def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:
    return problem(request, 422, faults_of(error.errors))


@api.exception_handler(Refused)
def _refused(request: HttpRequest, error: Refused) -> HttpResponse:
    return problem(request, error.status, error.faults)


@api.exception_handler(WrongSpan)
def _wrong_span(request: HttpRequest, error: WrongSpan) -> HttpResponse:
    return problem(request, 422, {error.parameter: error.kind})


@api.exception_handler(Http404)
def _missing(request: HttpRequest, _error: Http404) -> HttpResponse:
    return problem(request, 404)
