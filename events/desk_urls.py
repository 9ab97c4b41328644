app_name = "events-desk"
urlpatterns: list = []
