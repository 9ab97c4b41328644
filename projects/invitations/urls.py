from django.urls import path

from projects.invitations import views

app_name = "invitations"
urlpatterns = [
    path("invitations/<slug:token>/", views.invitation, name="invitation"),
    path("projects/<slug:slug>/invitations/", views.project_invitations, name="project"),
    path(
        "projects/<slug:slug>/invitations/<int:pk>/send-again/",
        views.send_again,
        name="send-again",
    ),
    path("projects/<slug:slug>/invitations/<int:pk>/revoke/", views.revoke, name="revoke"),
]
