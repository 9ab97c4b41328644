app_name = "mail-desk"
urlpatterns: list = []
