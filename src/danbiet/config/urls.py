"""Where requests enter."""

from django.urls import include, path
from wagtail.admin import urls as wagtail_admin

urlpatterns = [
    path("", include("danbiet.media.urls")),
    path("", include("danbiet.portal.urls")),
    path("", include("danbiet.accounts.urls")),
    path("", include("danbiet.org.urls")),
    path("", include("danbiet.plans.urls")),
    path("", include("danbiet.exports.urls")),
    path("", include("danbiet.outbox.urls")),
    path("soan-tin/", include(wagtail_admin)),
]

handler400 = "danbiet.portal.views.errors.bad_request"
handler403 = "danbiet.portal.views.errors.forbidden"
handler404 = "danbiet.portal.views.errors.not_found"
handler500 = "danbiet.portal.views.errors.broken"
