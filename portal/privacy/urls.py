from django.urls import path

from portal.privacy import views

app_name = "privacy"
urlpatterns = [
    path("privacy/", views.privacy, name="privacy"),
    path("account/privacy/", views.my_data, name="my-data"),
    path("account/privacy/my-data.json", views.my_data_json, name="my-data-json"),
    path("account/privacy/my-data.html", views.my_data_html, name="my-data-html"),
    path("account/privacy/erase/", views.erase, name="erase"),
    path("account/privacy/goodbye/", views.goodbye, name="goodbye"),
]
