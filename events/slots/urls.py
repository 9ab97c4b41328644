from django.urls import path

from events.slots import views

app_name = "slots"
urlpatterns = [
    path("events/<slug:slug>/claim/", views.claim, name="claim"),
    path("talks/<int:pk>/give-back/", views.give_back, name="give-back"),
    path("talks/<int:pk>/swap/", views.ask_to_swap, name="ask-to-swap"),
    path("swaps/<int:pk>/", views.swap, name="swap"),
]
