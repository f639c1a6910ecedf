from django.urls import path

from .views import calendar, order_writing, orders, units

app_name = "org"
DESK = "ban-lam-viec/sap-xep/"
urlpatterns = [
    path("don-vi/", units.unit_tree, name="units"),
    path("don-vi/tai-ve.csv", units.unit_table, name="units-table"),
    path("don-vi/<int:unit_id>/", units.unit_page, name="unit"),
    path("ban-lam-viec/lich/", calendar.calendar_page, name="calendar"),
    path("ban-lam-viec/lich/moi/", calendar.override_new, name="override-new"),
    path("ban-lam-viec/lich/<int:pk>/sua/", calendar.override_edit, name="override-edit"),
    path("ban-lam-viec/lich/<int:pk>/xoa/", calendar.override_delete, name="override-delete"),
    path(f"{DESK}", orders.order_list, name="orders"),
    path(f"{DESK}moi/", order_writing.order_new, name="order-new"),
    path(f"{DESK}tep/", order_writing.order_file, name="order-file"),
    path(f"{DESK}mau.csv", order_writing.order_template, name="order-template"),
    path(f"{DESK}<int:pk>/", orders.order_page, name="order"),
    path(f"{DESK}<int:pk>/sua/", order_writing.order_edit, name="order-edit"),
    path(f"{DESK}<int:pk>/viec/", order_writing.step_new, name="order-step"),
    path(f"{DESK}<int:pk>/viec/<int:number>/bo/", order_writing.step_drop, name="order-step-drop"),
    path(f"{DESK}<int:pk>/nhan-viec/", orders.order_takers, name="order-takers"),
    path(f"{DESK}<int:pk>/thu/", orders.order_try, name="order-try"),
    path(f"{DESK}<int:pk>/ap-dung/", orders.order_apply, name="order-apply"),
    path(f"{DESK}<int:pk>/huy/", orders.order_cancel, name="order-cancel"),
    path(f"{DESK}<int:pk>/hoan-tac/", orders.order_undo, name="order-undo"),
]
