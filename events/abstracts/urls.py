from django.urls import path

from events.abstracts import views

app_name = "abstracts"
urlpatterns = [
    path("events/<slug:slug>/abstracts/", views.abstracts, name="abstracts"),
    path("events/<slug:slug>/abstracts.pdf", views.abstracts_pdf, name="abstracts-pdf"),
    path("events/<slug:slug>/abstracts.tex", views.abstracts_tex, name="abstracts-tex"),
    path("desk/events/<slug:slug>/abstracts/", views.problems, name="problems"),
]
