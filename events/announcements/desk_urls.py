"""The announcements of an event; and, under another namespace, those of a series."""

from django.urls import path

from events.announcements import desk

app_name = "announcements-desk"
urlpatterns = [
    path("", desk.announcements, name="announcements"),
    path("new/", desk.new, name="new"),
    path("preview/", desk.preview, name="preview"),
    path("<int:pk>/", desk.announcement, name="announcement"),
    path("<int:pk>/letter/", desk.letter, name="letter"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/test/", desk.test, name="test"),
    path("<int:pk>/send/", desk.send, name="send"),
    path("<int:pk>/schedule/", desk.schedule, name="schedule"),
    path("<int:pk>/stop/", desk.stop, name="stop"),
    path("<int:pk>/discard/", desk.discard, name="discard"),
]
