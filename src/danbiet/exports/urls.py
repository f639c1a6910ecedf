from django.urls import URLPattern, path

from .views import runs as views

app_name = "exports"
urlpatterns: list[URLPattern] = [
    path("ban-lam-viec/tai-lieu/", views.run_list, name="run-list"),
    path("ban-lam-viec/tai-lieu/<int:pk>/tai/", views.run_file, name="run-file"),
    path("ban-lam-viec/mau/", views.template_list, name="template-list"),
    path("ban-lam-viec/mau/<str:key>/tai/", views.template_file, name="template-file"),
    path("ban-lam-viec/mau/<str:key>/goc/", views.template_shipped, name="template-shipped"),
    path("ban-lam-viec/mau/<str:key>/tai-len/", views.template_upload, name="template-upload"),
    path("ban-lam-viec/mau/<str:key>/mau-goc/", views.template_reset, name="template-reset"),
]
