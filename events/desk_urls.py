from django.urls import path

from events.desk import events, programme, series

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
    path("<slug:slug>/programme/", programme.programme, name="programme"),
    path("<slug:slug>/sessions/new/", programme.session, name="new-session"),
    path("<slug:slug>/sessions/<int:pk>/", programme.session, name="session"),
    path("<slug:slug>/sessions/<int:pk>/delete/", programme.delete_session, name="delete-session"),
    path("<slug:slug>/talks/new/", programme.talk, name="new-talk"),
    path("<slug:slug>/talks/<int:pk>/", programme.talk, name="talk"),
    path("<slug:slug>/talks/<int:pk>/delete/", programme.delete_talk, name="delete-talk"),
]
