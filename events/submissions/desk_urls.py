app_name = "submissions-desk"
urlpatterns: list = []
