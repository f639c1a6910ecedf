from django.urls import path

from .views import calendar, people, people_access, people_import, people_roles, units

app_name = "org"
urlpatterns = [
    path("don-vi/", units.unit_tree, name="units"),
    path("don-vi/tai-ve.csv", units.unit_table, name="units-table"),
    path("don-vi/<int:unit_id>/", units.unit_page, name="unit"),
    path("ban-lam-viec/lich/", calendar.calendar_page, name="calendar"),
    path("ban-lam-viec/lich/moi/", calendar.override_new, name="override-new"),
    path("ban-lam-viec/lich/<int:pk>/sua/", calendar.override_edit, name="override-edit"),
    path("ban-lam-viec/lich/<int:pk>/xoa/", calendar.override_delete, name="override-delete"),
    path("ban-lam-viec/toi/", people.own_page, name="own"),
    path("ban-lam-viec/nguoi-dung/", people.person_list, name="person-list"),
    path("ban-lam-viec/nguoi-dung/tai-ve.xlsx", people.person_table, name="person-table"),
    path("ban-lam-viec/nguoi-dung/moi/", people.person_new, name="person-new"),
    path("ban-lam-viec/nguoi-dung/nhap/", people_import.people_import, name="people-import"),
    path("ban-lam-viec/nguoi-dung/nhap/mau.xlsx", people_import.import_form_file, name="people-form"),
    path("ban-lam-viec/nguoi-dung/phieu/", people_access.people_slips, name="people-slips"),
    path("ban-lam-viec/nguoi-dung/thu-moi/", people_access.people_invite, name="people-invite"),
    path("ban-lam-viec/nguoi-dung/lop-thu-hai/", people_access.factor_rules, name="factor-rules"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/", people.person_page, name="person"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/sua/", people.person_edit, name="person-edit"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/phieu/", people_access.person_slip, name="person-slip"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/thu-moi/", people_access.person_invite, name="person-invite"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/thu-hoi/", people_access.person_withdraw, name="person-withdraw"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/khoa/", people_access.person_lock, name="person-lock"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/mo-khoa/", people_access.person_unlock, name="person-unlock"),
    path(
        "ban-lam-viec/nguoi-dung/<int:pk>/bo-lop-hai/",
        people_access.person_factor_reset,
        name="person-factor-reset",
    ),
    path(
        "ban-lam-viec/nguoi-dung/<int:pk>/ket-thuc/",
        people_access.person_session_end,
        name="person-session-end",
    ),
    path("ban-lam-viec/nguoi-dung/<int:pk>/ban-giao/", people_roles.person_hand_over, name="hand-over"),
    path("ban-lam-viec/nguoi-dung/<int:pk>/vai-tro/them/", people_roles.role_give, name="role-give"),
    path(
        "ban-lam-viec/nguoi-dung/<int:pk>/vai-tro/<int:membership>/sua/",
        people_roles.role_change,
        name="role-change",
    ),
    path(
        "ban-lam-viec/nguoi-dung/<int:pk>/vai-tro/<int:membership>/ket-thuc/",
        people_roles.role_end,
        name="role-end",
    ),
    path("ban-lam-viec/nguoi-dung/<int:pk>/thay/them/", people_roles.stand_in_new, name="stand-in-new"),
    path(
        "ban-lam-viec/nguoi-dung/<int:pk>/thay/<int:stand_in>/ket-thuc/",
        people_roles.stand_in_end,
        name="stand-in-end",
    ),
]
