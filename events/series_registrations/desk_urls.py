from django.urls import path

from events.series_registrations import desk

app_name = "series-registrations-desk"
urlpatterns = [
    path("series/<slug:slug>/registrations/", desk.registration_list, name="registrations"),
]
