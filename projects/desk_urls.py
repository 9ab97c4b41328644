from django.urls import path

from projects.desk import accounts, people

app_name = "people-desk"
urlpatterns = [
    path("", people.people, name="people"),
    path("<int:pk>/", people.person, name="person"),
    path("<int:pk>/edit/", people.edit, name="edit"),
    path("<int:pk>/account/", people.bind, name="bind"),
    path("<int:pk>/account/part/", people.unbind, name="unbind"),
    path("accounts/<int:pk>/", people.account, name="account"),
    path("accounts/<int:pk>/page/", people.give_page, name="give-page"),
    path("accounts/<int:pk>/roles/", accounts.roles, name="roles"),
    path("accounts/<int:pk>/close/", accounts.close, name="close"),
    path("accounts/<int:pk>/reopen/", accounts.reopen, name="reopen"),
    path("requests/", people.requests, name="requests"),
    path("requests/<int:pk>/", people.change_request, name="request"),
]
