from django.urls import path

from events.planning import desk

app_name = "planning-desk"
urlpatterns = [
    path("series/<slug:slug>/dates/", desk.fill, name="fill"),
]
