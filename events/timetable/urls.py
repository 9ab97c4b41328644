from django.urls import path

from events.timetable import views
from events.timetable.desk import board

app_name = "timetable"
urlpatterns = [
    path("events/<slug:slug>/programme/changes/", views.changes, name="changes"),
    path("programme-board.css", board.grid, name="grid"),
]
