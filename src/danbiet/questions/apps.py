from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "danbiet.questions"
    label = "questions"
