from django.urls import path

from events.series_registrations import views

app_name = "series-registrations"
urlpatterns = [
    path("seminars/<slug:slug>/register/", views.register, name="register"),
    path("registrations/series/<slug:token>/", views.registration, name="registration"),
    path("registrations/series/<slug:token>/confirm/", views.confirm, name="confirm"),
    path("registrations/series/<slug:token>/leave/", views.leave, name="leave"),
    path("registrations/series/<slug:token>/sessions.ics", views.calendar, name="calendar"),
    path("registrations/series/<slug:token>/<slug:slug>/skip/", views.skip, name="skip"),
    path("registrations/series/<slug:token>/<slug:slug>/come/", views.take_up, name="take-up"),
]
