app_name = "news-desk"
urlpatterns: list = []
