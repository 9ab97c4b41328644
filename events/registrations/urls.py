from django.urls import path

from events.registrations import views

app_name = "registrations"
urlpatterns = [
    path("events/<slug:slug>/register/", views.register, name="register"),
    path("registrations/<slug:token>/", views.registration, name="registration"),
    path("registrations/<slug:token>/confirm/", views.confirm, name="confirm"),
    path("registrations/<slug:token>/accept/", views.accept, name="accept"),
    path("registrations/<slug:token>/cancel/", views.cancel, name="cancel"),
    path("registrations/<slug:token>/edit/", views.correct, name="correct"),
    path("registrations/<slug:token>/attendance/", views.attend_otherwise, name="attend-otherwise"),
    path("registrations/<slug:token>/event.ics", views.registration_ics, name="registration-ics"),
]
