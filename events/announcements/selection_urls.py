"""Writing to those who were chosen in the list of registrations for an event."""

from django.urls import path

from events.announcements import desk_selection

app_name = "selection-desk"
urlpatterns = [path("<slug:slug>/registrations/write/", desk_selection.write, name="write")]
