from django.urls import URLPattern, path

from .views import films, uploads

app_name = "media"
urlpatterns: list[URLPattern] = [
    path("phim/<int:video_id>/<int:version>/<str:name>", films.film_file, name="film-file"),
    path("phim/<int:video_id>/<str:name>", films.film_latest, name="film-latest"),
    path("phim/<int:video_id>/phu-de/<str:language>-<int:revision>.vtt", films.film_track, name="film-track"),
    path("tai-len/<uuid:upload_id>/", uploads.upload, name="upload"),
]
