from django.urls import path

from .views import calendar, units

app_name = "org"
urlpatterns = [
    path("don-vi/", units.unit_tree, name="units"),
    path("don-vi/tai-ve.csv", units.unit_table, name="units-table"),
    path("don-vi/<int:unit_id>/", units.unit_page, name="unit"),
    path("ban-lam-viec/lich/", calendar.calendar_page, name="calendar"),
    path("ban-lam-viec/lich/moi/", calendar.override_new, name="override-new"),
    path("ban-lam-viec/lich/<int:pk>/sua/", calendar.override_edit, name="override-edit"),
    path("ban-lam-viec/lich/<int:pk>/xoa/", calendar.override_delete, name="override-delete"),
]
