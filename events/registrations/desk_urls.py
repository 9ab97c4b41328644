from django.urls import path

from events.registrations.desk import cancelling, deciding, listing, registration, terms

app_name = "registrations-desk"
urlpatterns = [
    path("<slug:slug>/registrations/", listing.registration_list, name="registrations"),
    path("<slug:slug>/registrations/terms/", terms.terms, name="terms"),
    path("<slug:slug>/registrations/<int:pk>/", registration.registration, name="registration"),
    path("<slug:slug>/registrations/<int:pk>/decision/", deciding.decide, name="decide"),
    path("<slug:slug>/registrations/<int:pk>/cancel/", cancelling.cancel, name="cancel"),
]
