from django.urls import path

from portal.me import views

urlpatterns = [path("", views.me, name="me")]
