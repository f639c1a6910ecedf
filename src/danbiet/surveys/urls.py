from django.urls import path

from .views import answering, campaigns, fieldwork, files, frames, papers, public, questionnaires

app_name = "surveys"
DESK = "ban-lam-viec/hai-long/"

urlpatterns = [
    path("hai-long/", public.survey_list, name="public-list"),
    path("hai-long/cach-tinh/", public.method, name="public-method"),
    path("hai-long/phieu/", answering.door, name="door"),
    path("hai-long/phieu/cam-on/", answering.thanks, name="thanks"),
    path("hai-long/phieu/<str:code>/", answering.answer, name="answer"),
    path("hai-long/<int:pk>/", public.survey, name="public-survey"),
    path("hai-long/<int:pk>/bang.csv", public.table, name="public-table"),
    path("hai-long/<int:pk>/du-lieu.json", public.data, name="public-data"),
    path("hai-long/<int:pk>/<str:code>/", public.unit, name="public-unit"),
    path(DESK, campaigns.campaign_list, name="campaign-list"),
    path(f"{DESK}moi/", campaigns.campaign_new, name="campaign-new"),
    path(f"{DESK}bo-cau-hoi/", questionnaires.questionnaire_list, name="questionnaire-list"),
    path(f"{DESK}bo-cau-hoi/<int:pk>/", questionnaires.questionnaire, name="questionnaire"),
    path(f"{DESK}bo-cau-hoi/<int:pk>/tep.csv", questionnaires.questionnaire_file, name="questionnaire-file"),
    path(f"{DESK}bo-cau-hoi/<int:pk>/bo/", questionnaires.questionnaire_drop, name="questionnaire-drop"),
    path(f"{DESK}<int:pk>/", campaigns.campaign, name="campaign"),
    path(f"{DESK}<int:pk>/gia-han/", campaigns.campaign_extend, name="campaign-extend"),
    path(f"{DESK}<int:pk>/cong-bo/", campaigns.campaign_publish, name="campaign-publish"),
    path(f"{DESK}<int:pk>/bao-cao/", campaigns.campaign_report, name="campaign-report"),
    path(f"{DESK}<int:pk>/khung/", frames.frame, name="frame"),
    path(f"{DESK}<int:pk>/khung.csv", frames.frame_file, name="frame-file"),
    path(f"{DESK}<int:pk>/mau.csv", frames.drawn, name="drawn"),
    path(f"{DESK}<int:pk>/mau-cum/", frames.drawn_clusters, name="drawn-clusters"),
    path(f"{DESK}<int:pk>/ma/", frames.codes, name="codes"),
    path(f"{DESK}<int:pk>/tep/", files.files, name="files"),
    path(f"{DESK}<int:pk>/tep/<int:file_id>/bo/", files.file_drop, name="file-drop"),
    *(
        path(f"{DESK}<int:pk>/phieu.{kind}", files.export, {"kind": kind}, name=f"export-{kind}")
        for kind in ("csv", "xlsx", "sav")
    ),
    path(f"{DESK}<int:pk>/thiet-ke.csv", files.design, name="design"),
    path(f"{DESK}<int:pk>/dinh-muc/", fieldwork.quotas, name="quotas"),
    path(f"{DESK}<int:pk>/lien-he/", fieldwork.contacts, name="contacts"),
    path(f"{DESK}lien-he/<int:pk>/bo/", fieldwork.contact_drop, name="contact-drop"),
    path(f"{DESK}<int:pk>/giay/", papers.papers, name="papers"),
    path(f"{DESK}giay/<int:pk>/", papers.paper, name="paper"),
]
