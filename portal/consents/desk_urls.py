from django.urls import path

from portal.consents import desk

app_name = "consents-desk"
urlpatterns = [
    path("", desk.texts, name="texts"),
    path("new/", desk.write, name="new"),
    path("<int:pk>/", desk.text, name="text"),
    path("<int:pk>/edit/", desk.edit, name="edit"),
    path("<int:pk>/publish/", desk.publish, name="publish"),
    path("<int:pk>/discard/", desk.discard, name="discard"),
]
