from django.urls import path

from events.registrations import desk

app_name = "registrations-desk"
urlpatterns = [
    path("<slug:slug>/registrations/", desk.registration_list, name="registrations"),
    path("<slug:slug>/registrations/terms/", desk.terms, name="terms"),
    path("<slug:slug>/registrations/<int:pk>/decision/", desk.decide, name="decide"),
    path("<slug:slug>/registrations/<int:pk>/cancel/", desk.cancel, name="cancel"),
]
