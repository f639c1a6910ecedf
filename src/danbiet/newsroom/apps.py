from django.apps import AppConfig


class NewsroomConfig(AppConfig):
    name = "danbiet.newsroom"
    label = "newsroom"
