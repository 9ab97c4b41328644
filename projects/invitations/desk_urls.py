from django.urls import path

from projects.invitations import desk

app_name = "invitations-desk"
urlpatterns = [
    path("", desk.invitations, name="invitations"),
    path("new/", desk.invite, name="invite"),
    path("<int:pk>/send-again/", desk.send_again, name="send-again"),
    path("<int:pk>/revoke/", desk.revoke, name="revoke"),
]
