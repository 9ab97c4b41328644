from django.urls import path

from events.checkin import views

app_name = "checkin"
urlpatterns = [path("check-in/<slug:code>/", views.code, name="code")]
