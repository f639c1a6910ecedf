from django.urls import URLPattern, path

from .views import films

app_name = "media"
urlpatterns: list[URLPattern] = [
    path("phim/<int:video_id>/<int:version>/<str:name>", films.film_file, name="film-file"),
    path("phim/<int:video_id>/phu-de/<str:language>-<int:revision>.vtt", films.film_track, name="film-track"),
]
