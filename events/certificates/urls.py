from django.urls import path

from events.certificates import views

app_name = "certificates"
urlpatterns = [
    path("certificates/<slug:code>/", views.certificate, name="certificate"),
    path("registrations/<slug:token>/certificate/", views.of_registration, name="of-registration"),
    path("me/certificates/", views.mine, name="mine"),
    path("me/certificates/period/", views.of_period, name="of-period"),
    path("me/certificates/attendance/<int:pk>/", views.of_attendance, name="of-attendance"),
    path("me/certificates/talks/<int:pk>/", views.of_talk, name="of-talk"),
]
