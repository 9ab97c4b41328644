from django.apps import AppConfig


class QuestionsConfig(AppConfig):
    name = "events.questions"
    label = "questions"
