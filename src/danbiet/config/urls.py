"""Where requests enter."""

from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

from danbiet.accounts.urls import library_urlpatterns

urlpatterns = [
    path("", include("danbiet.media.urls")),
    path("", include("danbiet.cms.urls")),
    path("soan-tin/", include(wagtail_admin)),
    # Pages for people, in Vietnamese at "/", in English below "/en/" where they exist in English: ADR 0019.
    *i18n_patterns(
        path("", include("danbiet.portal.urls")),
        path("", include("danbiet.accounts.urls")),
        path("", include(library_urlpatterns)),
        path("", include("danbiet.org.urls")),
        path("", include("danbiet.plans.urls")),
        path("", include("danbiet.exports.urls")),
        path("", include("danbiet.outbox.urls")),
        path("", include("danbiet.oversight.urls")),
        path("", include("danbiet.visits.urls")),
        path("", include("danbiet.questions.urls")),
        path("", include("danbiet.broadcasts.urls")),
        path("", include("danbiet.contests.urls")),
        path("", include("danbiet.indices.urls")),
        path("", include("danbiet.surveys.urls")),
        path("", include("danbiet.api.urls")),
        path("", include("danbiet.newsroom.urls")),  # last: it takes any path
        prefix_default_language=False,
    ),
]

handler400 = "danbiet.portal.views.errors.bad_request"
handler403 = "danbiet.portal.views.errors.forbidden"
handler404 = "danbiet.portal.views.errors.not_found"
handler500 = "danbiet.portal.views.errors.broken"
handler429 = "danbiet.accounts.views.own.too_often"
