from django.urls import path

from events.submissions import drafts, views
from events.submissions.changes import views as change_views
from events.submissions.co_authors import views as co_author_views
from events.submissions.late_codes import views as late_views

app_name = "submissions"
urlpatterns = [
    path("events/<slug:slug>/submit/", views.submit, name="submit"),
    path("seminars/<slug:slug>/submit/", views.submit_to_series, name="submit-to-series"),
    path("events/<slug:slug>/submit/draft/", drafts.begin, name="begin"),
    path("seminars/<slug:slug>/submit/draft/", drafts.begin_in_series, name="begin-in-series"),
    path("submissions/<int:pk>/draft/", drafts.keep, name="keep"),
    path("submissions/preview/", views.preview, name="preview"),
    path("submissions/<int:pk>/", views.submission, name="submission"),
    path("submissions/<int:pk>/edit/", views.edit, name="edit"),
    path("submissions/<int:pk>/late/", late_views.admit, name="admit-late"),
    path("submissions/<int:pk>/cv/", views.introduce, name="introduce"),
    path("submissions/<int:pk>/confirm/", views.confirm, name="confirm"),
    path("submissions/<int:pk>/withdraw/", views.withdraw, name="withdraw"),
    path("submissions/<int:pk>/change/", change_views.change, name="change"),
    path("submissions/<int:pk>/change/back/", change_views.take_back, name="take-back-change"),
    path("submissions/<int:pk>/ask/", co_author_views.ask, name="ask"),
    path("co-speaking/<str:key>/", co_author_views.co_speaking_page, name="co-speaking"),
    path("submissions/<int:pk>/again/", views.take_up_again, name="take-up-again"),
]
