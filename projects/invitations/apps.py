from django.apps import AppConfig


class InvitationsConfig(AppConfig):
    name = "projects.invitations"
    label = "invitations"
