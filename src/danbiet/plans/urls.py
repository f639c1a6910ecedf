from django.urls import URLPattern, path

from .views import desk, editing, evidence, evidence_writing, imports, issuing, public, public_tasks, tasks

app_name = "plans"
urlpatterns: list[URLPattern] = [
    # issued plans, for everybody
    path("ke-hoach/", public.plan_years, name="years-public"),
    path("ke-hoach/<int:pk>/", public.plan_page, name="plan-public"),
    path("ke-hoach/<int:pk>/vi-sao/", public.plan_why, name="plan-why"),
    path("ke-hoach/<int:pk>/nhiem-vu.csv", public.plan_table, name="plan-table"),
    path("nhiem-vu/<int:pk>/", public_tasks.task_page, name="task-public"),
    path("nhiem-vu/<int:pk>/vi-sao/", public_tasks.task_why, name="task-why"),
    # one task on the desk
    path("ban-lam-viec/nhiem-vu/<int:pk>/", desk.task_page, name="task-desk"),
    # plans on the desk: written, corrected, brought in from Word
    path("ban-lam-viec/ke-hoach/", editing.plan_list, name="plan-list"),
    path("ban-lam-viec/ke-hoach/moi/", editing.plan_new, name="plan-new"),
    path("ban-lam-viec/ke-hoach/<int:pk>/sua/", editing.plan_edit, name="plan-edit"),
    path("ban-lam-viec/ke-hoach/<int:pk>/dau-van-ban/", editing.head_edit, name="head-edit"),
    path("ban-lam-viec/ke-hoach/<int:pk>/xoa/", editing.plan_delete, name="plan-delete"),
    path("ban-lam-viec/ke-hoach/<int:pk>/nhom/", editing.group_add, name="group-add"),
    path("ban-lam-viec/ke-hoach/<int:pk>/nhiem-vu/moi/", tasks.task_new, name="task-new"),
    path("ban-lam-viec/ke-hoach/<int:pk>/hieu/", tasks.task_understood, name="task-understood"),
    path("ban-lam-viec/ke-hoach/nhom/<int:pk>/", editing.group_edit, name="group-edit"),
    path("ban-lam-viec/ke-hoach/nhom/<int:pk>/chuyen/", editing.group_move, name="group-move"),
    path("ban-lam-viec/ke-hoach/nhom/<int:pk>/xoa/", editing.group_delete, name="group-delete"),
    path("ban-lam-viec/ke-hoach/nhiem-vu/<int:pk>/", tasks.task_edit, name="task-edit"),
    path("ban-lam-viec/ke-hoach/nhiem-vu/<int:pk>/chuyen/", editing.task_move, name="task-move"),
    path("ban-lam-viec/ke-hoach/nhiem-vu/<int:pk>/xoa/", editing.task_delete, name="task-delete"),
    path("ban-lam-viec/ke-hoach/nhiem-vu/<int:pk>/dung/", editing.doubt_confirm, name="doubt-confirm"),
    path("ban-lam-viec/nhap/", imports.import_list, name="import-list"),
    path("ban-lam-viec/nhap/moi/", imports.import_new, name="import-new"),
    path("ban-lam-viec/nhap/<int:pk>/", imports.import_review, name="import-review"),
    path("ban-lam-viec/nhap/<int:pk>/dua-vao/", imports.import_take, name="import-take"),
    path("ban-lam-viec/nhap/<int:pk>/hoan-tac/", imports.import_undo, name="import-undo"),
    # plans on the desk: submitted, issued, handed down
    path("ban-lam-viec/ke-hoach/<int:pk>/trinh/", issuing.plan_submit, name="plan-submit"),
    path("ban-lam-viec/ke-hoach/<int:pk>/tra-lai/", issuing.plan_return, name="plan-return"),
    path("ban-lam-viec/ke-hoach/<int:pk>/ban-hanh/", issuing.plan_issue, name="plan-issue"),
    path("ban-lam-viec/ke-hoach/<int:pk>/thu-hoi/", issuing.plan_withdraw, name="plan-withdraw"),
    path("ban-lam-viec/ke-hoach/<int:pk>/soan-lai/", issuing.plan_redraft, name="plan-redraft"),
    path("ban-lam-viec/ke-hoach/<int:pk>/trien-khai/", issuing.plan_cascade, name="plan-cascade"),
    path("ban-lam-viec/ke-hoach/<int:pk>/nhac/", issuing.plan_urge, name="plan-urge"),
    # evidence on the desk
    path("ban-lam-viec/minh-chung/", evidence.evidence_list, name="evidence-list"),
    path("ban-lam-viec/minh-chung/moi/", evidence_writing.evidence_new, name="evidence-new"),
    path("ban-lam-viec/minh-chung/duyet/", evidence.evidence_queue, name="evidence-queue"),
    path("ban-lam-viec/minh-chung/<int:pk>/", evidence.evidence_detail, name="evidence-detail"),
    path("ban-lam-viec/minh-chung/<int:pk>/sua/", evidence_writing.evidence_edit, name="evidence-edit"),
    path("ban-lam-viec/minh-chung/<int:pk>/trinh/", evidence_writing.evidence_submit, name="evidence-submit"),
    path("ban-lam-viec/minh-chung/<int:pk>/chap-nhan/", evidence.evidence_accept, name="evidence-accept"),
    path("ban-lam-viec/minh-chung/<int:pk>/tra-lai/", evidence.evidence_return, name="evidence-return"),
    path("ban-lam-viec/minh-chung/<int:pk>/rut/", evidence.evidence_withdraw, name="evidence-withdraw"),
    path("ban-lam-viec/minh-chung/tai-lieu/<int:pk>/", evidence.proof_file, name="proof-file"),
]
