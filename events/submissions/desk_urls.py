from django.urls import path

from events.submissions import desk

app_name = "submissions-desk"
urlpatterns = [
    path("", desk.submissions, name="submissions"),
    path("calls/", desk.calls, name="calls"),
    path("calls/<slug:slug>/", desk.call, name="call"),
    path("<int:pk>/", desk.submission, name="submission"),
    path("<int:pk>/decision/", desk.decide, name="decide"),
    path("<int:pk>/slot/", desk.give_slot, name="slot"),
]
