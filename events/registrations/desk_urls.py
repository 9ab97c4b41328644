app_name = "registrations-desk"
urlpatterns: list = []
