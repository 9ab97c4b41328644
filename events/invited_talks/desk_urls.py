from django.urls import path

from events.invited_talks import desk

app_name = "invited-talks-desk"
urlpatterns = [
    path("invited/events/<slug:slug>/", desk.at_event, name="event"),
    path("invited/series/<slug:slug>/", desk.in_series, name="series"),
    path("invited/<int:pk>/", desk.invited_talk, name="invited-talk"),
    path("invited/<int:pk>/letter/", desk.renew, name="renew"),
    path("invited/<int:pk>/address/", desk.readdress, name="readdress"),
    path("invited/<int:pk>/until/", desk.prolong, name="prolong"),
    path("invited/<int:pk>/revoke/", desk.revoke, name="revoke"),
    path("invited/<int:pk>/again/", desk.reopen, name="reopen"),
]
