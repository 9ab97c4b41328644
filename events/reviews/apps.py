from django.apps import AppConfig


class ReviewsConfig(AppConfig):
    name = "events.reviews"
    label = "reviews"
