from django.urls import path

from news import desk

app_name = "news-desk"
urlpatterns = [
    path("", desk.articles, name="articles"),
    path("new/", desk.new, name="new"),
    path("preview/", desk.preview, name="preview"),
    path("<int:pk>/", desk.edit, name="edit"),
    path("<int:pk>/preview/", desk.preview, name="preview"),
    path("<int:pk>/state/", desk.move, name="move"),
    path("<int:pk>/tell/", desk.tell, name="tell"),
]
