from django.urls import path

from events.views import calendars, events, programme, seminars, speaking, talks

app_name = "events"
urlpatterns = [
    path("events/", events.event_list, name="events"),
    path("events/<slug:slug>/", events.event, name="event"),
    path("events/<slug:slug>/event.ics", calendars.event, name="event-ics"),
    path("events/<slug:slug>/programme/", programme.programme, name="programme"),
    path("events/<slug:slug>/programme/now/", programme.now, name="now"),
    path("events/<slug:slug>/programme/selection.ics", calendars.selection, name="selection-ics"),
    path("calendar.ics", calendars.calendar, name="calendar"),
    path("seminars/<slug:slug>/", seminars.seminar, name="seminar"),
    path("seminars/<slug:slug>/calendar.ics", calendars.seminar, name="seminar-ics"),
    path("projects/<slug:slug>/calendar.ics", calendars.project, name="project-ics"),
    path("talks/<int:pk>/talk.ics", calendars.talk, name="talk-ics"),
    path("talks/<int:pk>/talk.bib", talks.citation, name="talk-bib"),
    path("talks/<int:pk>/abstract/", speaking.abstract, name="abstract"),
    path("talks/<int:pk>/cv/", speaking.introduction, name="introduction"),
    path("talks/<int:pk>/abstract/preview/", speaking.abstract_preview, name="abstract-preview"),
    path("talks/<int:pk>/<slug:slug>/", talks.talk, name="talk"),
]
