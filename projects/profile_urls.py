from django.urls import path

from projects.views import profile

app_name = "profile"
urlpatterns = [
    path("", profile.profile, name="profile"),
    path("confirm/", profile.confirm, name="confirm"),
    path("ask/", profile.ask, name="ask"),
]
