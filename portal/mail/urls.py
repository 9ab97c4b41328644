from django.urls import path

from portal.mail import views

app_name = "mail"
urlpatterns = [
    path("subscribe/", views.subscribe, name="subscribe"),
    path("subscribe/sent/", views.sent, name="sent"),
    path("subscriptions/<slug:token>/", views.subscription, name="subscription"),
    path("unsubscribe/<slug:token>/", views.unsubscribe, name="unsubscribe"),
    path("unsubscribe/<slug:token>/weekly/", views.unsubscribe_weekly, name="unsubscribe-weekly"),
]
