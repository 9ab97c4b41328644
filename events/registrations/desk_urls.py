from django.urls import path

from events.registrations.desk import (
    answers,
    cancelling,
    deciding,
    listing,
    parts,
    questions,
    registration,
    terms,
)

app_name = "registrations-desk"
urlpatterns = [
    path("<slug:slug>/registrations/", listing.registration_list, name="registrations"),
    path("<slug:slug>/registrations/terms/", terms.terms, name="terms"),
    path("<slug:slug>/registrations/<int:pk>/", registration.registration, name="registration"),
    path("<slug:slug>/registrations/parts/", parts.part_list, name="parts"),
    path("<slug:slug>/registrations/parts/new/", parts.part, name="new-part"),
    path("<slug:slug>/registrations/parts/<int:pk>/", parts.part, name="part"),
    path("<slug:slug>/registrations/parts/<int:pk>/delete/", parts.delete, name="delete-part"),
    path("<slug:slug>/registrations/questions/", questions.question_list, name="questions"),
    path("<slug:slug>/registrations/questions/new/", questions.question, name="new-question"),
    path("<slug:slug>/registrations/questions/copy/", questions.take_over, name="copy-questions"),
    path("<slug:slug>/registrations/questions/<int:pk>/", questions.question, name="question"),
    path("<slug:slug>/registrations/questions/<int:pk>/up/", questions.move_up, name="question-up"),
    path(
        "<slug:slug>/registrations/questions/<int:pk>/delete/",
        questions.delete,
        name="delete-question",
    ),
    path("<slug:slug>/registrations/answers/", answers.overview, name="answers"),
    path(
        "<slug:slug>/registrations/answers/<int:pk>/",
        answers.of_question,
        name="answers-of-question",
    ),
    path("<slug:slug>/registrations/<int:pk>/decision/", deciding.decide, name="decide"),
    path("<slug:slug>/registrations/<int:pk>/cancel/", cancelling.cancel, name="cancel"),
]
