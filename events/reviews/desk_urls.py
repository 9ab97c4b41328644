from django.urls import path

from events.reviews.desk import assignments, conflicts, ranking, reviewers

app_name = "reviews-desk"
urlpatterns = [
    path("calls/<int:pk>/reviewers/", reviewers.reviewers, name="reviewers"),
    path("calls/<int:pk>/reviewers/round/", reviewers.round_of_reviews, name="round"),
    path("calls/<int:pk>/reviewers/remind/", reviewers.remind, name="remind"),
    path("reviewers/<int:pk>/", reviewers.tracks, name="tracks"),
    path("reviewers/<int:pk>/remove/", reviewers.remove, name="remove"),
    path("calls/<int:pk>/assignments/", assignments.assignments, name="assignments"),
    path("calls/<int:pk>/assignments/tell/", assignments.tell, name="tell"),
    path("<int:pk>/reviewers/", assignments.of_talk, name="assign"),
    path("<int:pk>/conflicts/", conflicts.declare, name="declare"),
    path("conflicts/<int:pk>/withdraw/", conflicts.withdraw, name="withdraw"),
    path("calls/<int:pk>/ranking/", ranking.ranking, name="ranking"),
    path("<int:pk>/ranking/", ranking.stage, name="stage"),
]
