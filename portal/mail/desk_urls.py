from django.urls import path

from portal.mail import desk, desk_addresses

app_name = "mail-desk"
urlpatterns = [
    path("", desk.message_list, name="messages"),
    path("addresses/", desk_addresses.addresses, name="addresses"),
    path("addresses/<int:pk>/lift/", desk_addresses.lift, name="lift"),
    path("<int:pk>/", desk.message, name="message"),
    path("<int:pk>/letter/", desk.letter, name="letter"),
    path("<int:pk>/send-again/", desk.send_again, name="send-again"),
    path("<int:pk>/withhold/", desk.withhold, name="withhold"),
    path("<int:pk>/release/", desk.release, name="release"),
]
