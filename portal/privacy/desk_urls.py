from django.urls import path

from portal.privacy import desk

app_name = "privacy-desk"
urlpatterns = [
    path("", desk.find, name="find"),
    path("look/", desk.look, name="look"),
    path("export/", desk.export, name="export"),
    path("erase/", desk.erase, name="erase"),
    path("accesses/", desk.accesses, name="accesses"),
    path("retention/", desk.retention, name="retention"),
]
