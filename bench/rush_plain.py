"""What `bench.rush` compares with: the submission as a plain Django view. Session in the database, CSRF, one ORM transaction.

It does what one writes first: the attempt from the session, locked; its deadline; the answers' shape; the entry; a receipt code.
"""

from __future__ import annotations

import os
import time

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "danbiet.config.settings.local")

import django
from django.conf import settings

django.setup()  # before the list is cut short: an application insists on its own middleware
settings.MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
]
settings.ROOT_URLCONF = "bench.rush_plain"
settings.ALLOWED_HOSTS = ["*"]
settings.DATABASES["default"]["CONN_MAX_AGE"] = None

from django.core.handlers.wsgi import WSGIHandler  # noqa: E402 - after the settings

application = WSGIHandler()

from django.db import IntegrityError, transaction  # noqa: E402 - after the applications
from django.http import HttpRequest, HttpResponse, JsonResponse  # noqa: E402
from django.urls import path  # noqa: E402
from django.views.decorators.http import require_POST  # noqa: E402

from danbiet.contests.calc.receipts import EntryLine, receipt_code, receipt_text  # noqa: E402
from danbiet.contests.models import Contest, Entry, Start  # noqa: E402


@require_POST
def submit(request: HttpRequest) -> HttpResponse:
    """Hand in the attempt of this session."""
    arrived = int(time.time() * 1000)
    answers = request.POST["answers"]
    with transaction.atomic():
        start = (
            Start.objects.select_for_update(of=("self",))
            .select_related("round")
            .get(pk=request.session["start"])
        )
        if arrived > start.deadline_ms + 5000:
            return JsonResponse({"refused": "late"}, status=410)
        contest = Contest.objects.get(pk=start.round.contest_id)
        prediction = request.POST["prediction"]
        line = EntryLine(
            start.code, start.number, "can-bo", start.unit, start.started_ms, arrived, prediction, answers
        )
        text = receipt_text(line.line(), contest=contest.key, round_key=start.round.key)
        code = receipt_code(text, key=bytes.fromhex(contest.receipt_key)).replace("-", "")
        try:
            with transaction.atomic():
                Entry.objects.create(
                    start=start,
                    round=start.round,
                    arrived_ms=arrived,
                    prediction=int(prediction),
                    answers=answers,
                    code=code,
                    trail=request.POST["trail"],
                )
        except IntegrityError:
            return JsonResponse({"refused": "handed_in_before"}, status=409)
    return JsonResponse({"receipt": code})


urlpatterns = [path("nop/", submit)]
