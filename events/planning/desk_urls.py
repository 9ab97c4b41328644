from django.urls import path

from events.planning import desk, move_desk

app_name = "planning-desk"
urlpatterns = [
    path("series/<slug:slug>/dates/", desk.fill, name="fill"),
    path("<slug:slug>/talks/<int:pk>/move/", move_desk.move, name="move"),
]
