from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "danbiet.media"
    label = "media"
