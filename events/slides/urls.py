from django.urls import path

from events.slides import views

app_name = "slides"
urlpatterns = [
    path("talks/<int:pk>/slides/", views.slides, name="slides"),
    path("talks/<int:pk>/slides/download/", views.download, name="download"),
    path("talks/<int:pk>/slides/withdraw/", views.withdraw, name="withdraw"),
    path("talks/<int:pk>/slides/<int:version_pk>/", views.version, name="version"),
]
