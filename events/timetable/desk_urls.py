from django.urls import path

from events.timetable.desk import board, placing, releasing, sessions

app_name = "timetable-desk"
urlpatterns = [
    path("<slug:slug>/programme/", board.board, name="board"),
    path("<slug:slug>/programme/move/", board.move, name="move"),
    path("<slug:slug>/programme/step/", board.step, name="step"),
    path("<slug:slug>/programme/undo/", board.undo, name="undo"),
    path("<slug:slug>/programme/discard/", board.discard, name="discard"),
    path("<slug:slug>/programme/release/", releasing.release, name="release"),
    path("<slug:slug>/programme/talks/<int:pk>/", placing.place, name="place"),
    path("<slug:slug>/programme/sessions/new/", sessions.session, name="new-session"),
    path("<slug:slug>/programme/sessions/<slug:key>/", sessions.session, name="session"),
    path("<slug:slug>/programme/sessions/<slug:key>/drop/", sessions.drop, name="drop-session"),
]
