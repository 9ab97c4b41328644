from django.urls import path

from events.checkin import desk

app_name = "checkin-desk"
urlpatterns = [
    path("<slug:slug>/check-in/", desk.entrance, name="entrance"),
    path("<slug:slug>/check-in/scan/", desk.scan, name="scan"),
    path("<slug:slug>/check-in/list/", desk.attendance, name="attendance"),
    path("<slug:slug>/check-in/<int:pk>/", desk.arrive, name="arrive"),
]
