from django.urls import URLPattern, path

from . import views

app_name = "visits"
urlpatterns: list[URLPattern] = [
    path("luot-truy-cap/", views.visits_page, name="visits"),
    path("luot-truy-cap/theo-ngay.csv", views.days_table, name="days-table"),
]
