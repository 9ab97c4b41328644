from django.urls import path

from events.comparing import desk

app_name = "comparing-desk"
urlpatterns = [path("<slug:slug>/registrations/talks/", desk.talks, name="talks")]
