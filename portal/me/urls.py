from django.urls import path

from portal.me import views

urlpatterns = [
    path("", views.me, name="me"),
    path("calendar/", views.calendar_address, name="me-calendar-address"),
    path("calendar/<slug:token>.ics", views.calendar, name="me-calendar"),
]
