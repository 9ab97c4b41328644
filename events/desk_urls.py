from django.urls import path

from events.desk import events, series, talks

app_name = "events-desk"
urlpatterns = [
    path("", events.event_list, name="events"),
    path("new/", events.new, name="new"),
    path("series/", series.series_list, name="series-list"),
    path("series/new/", series.new, name="new-series"),
    path("series/<slug:slug>/edit/", series.edit, name="edit-series"),
    path("<slug:slug>/edit/", events.edit, name="edit"),
    path("<slug:slug>/publish/", events.publish, name="publish"),
    path("<slug:slug>/cancel/", events.call_off, name="cancel"),
    path("<slug:slug>/delete/", events.delete, name="delete"),
    path("<slug:slug>/talks/new/", talks.talk, name="new-talk"),
    path("<slug:slug>/talks/<int:pk>/", talks.talk, name="talk"),
    path("<slug:slug>/talks/<int:pk>/delete/", talks.delete_talk, name="delete-talk"),
]
