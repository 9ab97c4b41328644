from django.urls import path

from news import views
from news.feeds import feed

app_name = "news"
urlpatterns = [
    path("news/", views.news, name="news"),
    path("news/feed.atom", feed, name="feed"),
    path("news/<slug:slug>/", views.article, name="article"),
]
