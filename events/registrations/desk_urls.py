from django.urls import include, path

from events.registrations.desk import (
    adding,
    answers,
    cancelling,
    charts,
    deciding,
    exporting,
    importing,
    listing,
    moving,
    parts,
    printing,
    questions,
    registration,
    terms,
)

app_name = "registrations-desk"

_one = [
    path("", registration.registration, name="registration"),
    path("decision/", deciding.decide, name="decide"),
    path("move/", moving.move, name="move"),
    path("attendance/", moving.change_attendance, name="attendance"),
    path("cancel/", cancelling.cancel, name="cancel"),
]
_parts = [
    path("", parts.part_list, name="parts"),
    path("new/", parts.part, name="new-part"),
    path("<int:pk>/", parts.part, name="part"),
    path("<int:pk>/delete/", parts.delete, name="delete-part"),
]
_questions = [
    path("", questions.question_list, name="questions"),
    path("new/", questions.question, name="new-question"),
    path("copy/", questions.take_over, name="copy-questions"),
    path("<int:pk>/", questions.question, name="question"),
    path("<int:pk>/up/", questions.move_up, name="question-up"),
    path("<int:pk>/delete/", questions.delete, name="delete-question"),
]
_answers = [
    path("", answers.overview, name="answers"),
    path("<int:pk>/", answers.of_question, name="answers-of-question"),
]
_all = [
    path("", listing.registration_list, name="registrations"),
    path("terms/", terms.terms, name="terms"),
    path("add/", adding.add, name="add"),
    path("decisions/", deciding.decide_several, name="decide-several"),
    path("import/", importing.import_list, name="import"),
    path("charts/", charts.charts, name="charts"),
    path("badges.pdf", printing.badges, name="badges"),
    path("participants.pdf", printing.participants, name="participants"),
    path("registrations.csv", exporting.csv, name="csv"),
    path("registrations.xlsx", exporting.xlsx, name="xlsx"),
    path("parts/", include(_parts)),
    path("questions/", include(_questions)),
    path("answers/", include(_answers)),
    path("<int:pk>/", include(_one)),
]
urlpatterns = [path("<slug:slug>/registrations/", include(_all))]
