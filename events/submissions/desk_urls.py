from django.urls import path

from events.submissions.desk import answers, calls, changes, codes, decisions, questions, talks

app_name = "submissions-desk"
urlpatterns = [
    path("", talks.submissions, name="submissions"),
    path("calls/", calls.calls, name="calls"),
    path("calls/events/<slug:slug>/", calls.call, name="call"),
    path("calls/series/<slug:slug>/", calls.series_call, name="series-call"),
    path("calls/<int:pk>/questions/", questions.question_list, name="questions"),
    path("calls/<int:pk>/questions/new/", questions.new, name="new-question"),
    path("calls/<int:pk>/questions/copy/", questions.take_over, name="copy-questions"),
    path("questions/<int:pk>/", questions.question, name="question"),
    path("questions/<int:pk>/up/", questions.move_up, name="question-up"),
    path("questions/<int:pk>/delete/", questions.delete, name="delete-question"),
    path("<int:pk>/answers/", answers.sensitive, name="sensitive-answers"),
    path("calls/<int:pk>/answers/", answers.overview, name="answers"),
    path("calls/<int:pk>/answers.csv", answers.csv, name="answers-csv"),
    path("calls/<int:pk>/answers.xlsx", answers.xlsx, name="answers-xlsx"),
    path("questions/<int:pk>/answers/", answers.of_question, name="answers-of-question"),
    path("calls/<int:pk>/codes/", codes.codes, name="codes"),
    path("codes/<int:pk>/revoke/", codes.revoke, name="revoke-code"),
    path("calls/<int:pk>/decisions/", decisions.decisions, name="decisions"),
    path("<int:pk>/", talks.submission, name="submission"),
    path("<int:pk>/change/", changes.change, name="change"),
    path("<int:pk>/decision/", decisions.stage, name="decide"),
    path("<int:pk>/decision/release/", decisions.release_one, name="release"),
    path("<int:pk>/decision/take-back/", decisions.take_back, name="take-back"),
    path("<int:pk>/decision/letter/", decisions.letter, name="letter"),
    path("<int:pk>/date/", talks.give_date, name="date"),
]
