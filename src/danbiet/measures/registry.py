"""The measures the platform knows how to count. A noun that records events names its measure here, once."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

UNIT_PLANS_ISSUED = "unit_plans_issued"
ARTICLES_PUBLISHED = "articles_published"
ANNOUNCEMENTS_PUBLISHED = "announcements_published"
PROGRAMME_PAGES_PUBLISHED = "programme_pages_published"
DOCUMENTS_PUBLISHED = "documents_published"
VIDEOS_PUBLISHED = "videos_published"
MODELS_PUBLISHED = "models_published"
MODELS_ADOPTED = "models_adopted"
PAGE_VIEWS = "page_views"
QUESTIONS_ANSWERED = "questions_answered"
QUESTIONS_IN_TIME = "questions_in_time"
QUESTIONS_AIRED = "questions_aired"
EPISODES_AIRED = "episodes_aired"
AIRINGS = "airings"
ITEM_AIRINGS = "item_airings"
MINUTES_AIRED = "minutes_aired"
CONTEST_PARTICIPANTS = "contest_participants"
CONTEST_ENTRIES = "contest_entries"
CONTEST_WINNERS = "contest_winners"
INDICES_PUBLISHED = "indices_published"
SURVEYS_PUBLISHED = "surveys_published"

MEASURES: dict[str, str | Promise] = {
    UNIT_PLANS_ISSUED: _("Unit plans issued"),
    ARTICLES_PUBLISHED: _("News and articles published"),
    ANNOUNCEMENTS_PUBLISHED: _("Announcements published"),
    PROGRAMME_PAGES_PUBLISHED: _("Pages on the programme published"),
    DOCUMENTS_PUBLISHED: _("Official documents published"),
    VIDEOS_PUBLISHED: _("Videos published"),
    MODELS_PUBLISHED: _("Good models published"),
    MODELS_ADOPTED: _("Good models adopted"),
    PAGE_VIEWS: _("Page views"),
    QUESTIONS_ANSWERED: _("Questions answered"),
    QUESTIONS_IN_TIME: _("Questions answered in time"),
    QUESTIONS_AIRED: _("Questions on air"),
    EPISODES_AIRED: _("Episodes aired"),
    AIRINGS: _("Airings"),
    ITEM_AIRINGS: _("Airings of each item"),
    MINUTES_AIRED: _("Minutes on air"),
    CONTEST_PARTICIPANTS: _("People who took part in a contest"),
    CONTEST_ENTRIES: _("Papers handed in in a contest"),
    CONTEST_WINNERS: _("Prizes won in a contest"),
    INDICES_PUBLISHED: _("Indices published"),
    SURVEYS_PUBLISHED: _("Surveys of satisfaction published"),
}


# Measures whose events speak of one plan (`subject_id`) and of which the platform alone knows: no evidence adds to them.
ABOUT_A_PLAN = frozenset({UNIT_PLANS_ISSUED})
# Measures whose events are each about one item, called by the event's title: for targets that ask for a number of each
# ("5 videos, each at least 2 airings").
OF_ITEMS = frozenset({ITEM_AIRINGS})
# Measures with a row for every small thing: lists of everything show them to who asks for them.
FINE_GRAINED = frozenset({PAGE_VIEWS, ITEM_AIRINGS, CONTEST_ENTRIES})
# What a filter may ask for, each with the values it knows. A value recorded that is not named here is shown as it is.
FORMS: dict[str, str | Promise] = {
    "news": _("News item"),
    "feature": _("Feature"),
    "interview": _("Interview"),
    "photo_story": _("Photo story"),
    "infographic": _("Infographic"),
    # what goes on air, by channel
    "tv": _("Television"),
    "radio": _("Radio"),
    "loudspeaker": _("Commune loudspeakers"),
    "newspaper": pgettext_lazy("channel", "Newspaper"),
    "portal": _("Web portal"),
    "social": _("Social network page"),
    "contest": _("Online contest"),
}
LANGUAGES: dict[str, str | Promise] = {
    "vi": _("Vietnamese"),
    "km": _("Khmer"),
    "zh": _("Chinese"),
    "en": _("English"),
}
AUDIENCES: dict[str, str | Promise] = {
    "all": _("Everybody"),
    "citizens": _("Citizens"),
    "officials": _("Officials and civil servants"),
    "business": _("Businesses"),
    "pupils": _("Pupils and students"),
}
TASKS = "tasks"  # the facet that names the tasks of plans
FACETS = {"form": FORMS, "language": LANGUAGES, "audience": AUDIENCES}

# The measure a target most likely means, by a word of its unit of measure ("tin", "bài"): first that fits.
WORDS = (
    ("lượt xem", PAGE_VIEWS),
    ("lượt đọc", PAGE_VIEWS),
    ("video", VIDEOS_PUBLISHED),
    ("phim", VIDEOS_PUBLISHED),
    ("mô hình", MODELS_PUBLISHED),
    ("văn bản", DOCUMENTS_PUBLISHED),
    ("thông báo", ANNOUNCEMENTS_PUBLISHED),
    ("phóng sự", ARTICLES_PUBLISHED),
    ("lượt phát sóng", AIRINGS),
    ("lượt phát", AIRINGS),
    ("phút", MINUTES_AIRED),
    ("kỳ", EPISODES_AIRED),
    ("chuyên mục", ""),
    ("lượt thi", CONTEST_ENTRIES),
    ("bài thi", CONTEST_ENTRIES),
    ("người dự thi", CONTEST_PARTICIPANTS),
    ("lượt người dự thi", CONTEST_PARTICIPANTS),
    ("giải thưởng", CONTEST_WINNERS),
    ("chỉ số hài lòng", SURVEYS_PUBLISHED),
    ("chỉ số", INDICES_PUBLISHED),
    ("tin", ARTICLES_PUBLISHED),
    ("bài", ARTICLES_PUBLISHED),
)


def choices() -> list[tuple[str, str | Promise]]:
    """(key, label) for forms, in the order registered."""
    return list(MEASURES.items())


def label_of(facet: str, value: str) -> str:
    """A facet's value in words; itself where nobody named it."""
    return str(FACETS.get(facet, {}).get(value, value))


def suggested_of_each(unit_text: str) -> str:
    """The measure that says it of each item: "lượt phát sóng", or "lượt" alone → airings of each item; "" for any other."""
    words = " ".join(unit_text.casefold().split())
    return ITEM_AIRINGS if words == "lượt" or suggested(unit_text) == AIRINGS else ""


def suggested(unit_text: str) -> str:
    """The measure the unit of measure of a target speaks of, "" where none is plain: "tin, bài" → articles published."""
    words = f" {' '.join(unit_text.casefold().replace(',', ' ').replace('/', ' ').split())} "
    return next((measure for word, measure in WORDS if f" {word} " in words), "")
