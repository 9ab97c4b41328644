from django.urls import path

from portal.consents import views

app_name = "consents"
urlpatterns = [path("account/consent/", views.agree, name="agree")]
