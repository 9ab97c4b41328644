from django.urls import path

from events.reviews import views

app_name = "reviews"
urlpatterns = [
    path("reviews/", views.calls, name="calls"),
    path("reviews/calls/<int:pk>/", views.call, name="call"),
    path("reviews/<int:pk>/", views.review, name="review"),
    path("reviews/<int:pk>/conflict/", views.declare_conflict, name="conflict"),
]
