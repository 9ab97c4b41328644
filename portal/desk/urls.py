from django.urls import path

from portal.desk.views import history, look, search, settings, start

app_name = "desk"
urlpatterns = [
    path("", start.start, name="start"),
    path("search/", search.search, name="search"),
    path("history/", history.history, name="history"),
    path("history/<slug:kind>/<int:pk>/", history.history_of, name="history-of"),
    path("settings/", settings.settings, name="settings"),
    path("settings/<slug:section>/", settings.settings, name="settings"),
    path("look/", look.look, name="look"),
    path("look/stop/", look.stop, name="stop-looking"),
]
