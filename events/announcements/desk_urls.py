from django.urls import path

from events.announcements import desk

app_name = "announcements-desk"
urlpatterns = [
    path("<slug:slug>/announcements/", desk.announcements, name="announcements"),
    path("<slug:slug>/announcements/new/", desk.new, name="new"),
    path("<slug:slug>/announcements/preview/", desk.preview, name="preview"),
    path("<slug:slug>/announcements/<int:pk>/", desk.announcement, name="announcement"),
    path("<slug:slug>/announcements/<int:pk>/edit/", desk.edit, name="edit"),
    path("<slug:slug>/announcements/<int:pk>/test/", desk.test, name="test"),
    path("<slug:slug>/announcements/<int:pk>/send/", desk.send, name="send"),
    path("<slug:slug>/announcements/<int:pk>/schedule/", desk.schedule, name="schedule"),
    path("<slug:slug>/announcements/<int:pk>/stop/", desk.stop, name="stop"),
    path("<slug:slug>/announcements/<int:pk>/discard/", desk.discard, name="discard"),
]
