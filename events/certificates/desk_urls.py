from django.urls import path

from events.certificates import desk

app_name = "certificates-desk"
urlpatterns = [
    path("<slug:slug>/certificates/", desk.certificates, name="certificates"),
    path("<slug:slug>/certificates/all/", desk.everybody, name="everybody"),
    path("<slug:slug>/certificates/<int:pk>/", desk.attendance, name="attendance"),
    path("<slug:slug>/certificates/talks/<int:pk>/", desk.talk, name="talk"),
]
