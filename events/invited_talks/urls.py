from django.urls import path

from events.invited_talks import views

app_name = "invited-talks"
_KEY = "talks/invited/<str:key>/"
# The names are those of the routes in events.submissions, for authors with an account.
urlpatterns = [
    path(_KEY, views.submission, name="submission"),
    path(f"{_KEY}edit/", views.edit, name="edit"),
    path(f"{_KEY}draft/", views.keep, name="keep"),
    path(f"{_KEY}preview/", views.preview, name="preview"),
    path(f"{_KEY}cv/", views.introduce, name="introduce"),
    path(f"{_KEY}confirm/", views.confirm, name="confirm"),
    path(f"{_KEY}withdraw/", views.withdraw, name="withdraw"),
    path(f"{_KEY}again/", views.take_up_again, name="take-up-again"),
    path(f"{_KEY}change/", views.change, name="change"),
    path(f"{_KEY}change/back/", views.take_back_change, name="take-back-change"),
    path(f"{_KEY}ask/", views.ask, name="ask"),
    path(f"{_KEY}slides/", views.slides, name="slides"),
    path(f"{_KEY}slides/withdraw/", views.withdraw_slides, name="withdraw-slides"),
    path(f"{_KEY}slides/<int:version_pk>/", views.slides_version, name="slides-version"),
]
