from django.urls import URLPattern, path

from .views import attachment_file, picture_file

app_name = "cms"
urlpatterns: list[URLPattern] = [
    path("anh/<int:rendition_id>-<slug:tag>.<slug:ending>", picture_file, name="picture"),
    path("tep/<int:attachment_id>/<str:filename>", attachment_file, name="attachment"),
]
