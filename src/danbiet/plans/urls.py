from django.urls import URLPattern, path

from .views import editing

app_name = "plans"
urlpatterns: list[URLPattern] = [
    # plans on the desk
    path("ban-lam-viec/ke-hoach/<int:pk>/sua/", editing.plan_edit, name="plan-edit"),
]
