from django.urls import path

from events.chasing import desk

app_name = "chasing-desk"
urlpatterns = [
    path("<slug:slug>/speakers/", desk.speakers, name="speakers"),
    path("<slug:slug>/speakers/ask/", desk.ask, name="ask"),
]
