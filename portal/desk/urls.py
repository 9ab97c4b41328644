from django.urls import path

from portal.desk.views import history, start

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("history/", history.history, name="history"),
    path("history/<slug:kind>/<int:pk>/", history.history_of, name="history-of"),
]
