from django.urls import path

from projects.views import editing, institutions, people, profile, projects

app_name = "projects"
urlpatterns = [
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("projects/<slug:slug>/edit/", editing.edit, name="edit"),
    path("projects/<slug:slug>/edit/preview/", editing.preview, name="edit-preview"),
    path("projects/<slug:slug>/team/", editing.team, name="team"),
    path("projects/<slug:slug>/team/join/", editing.join, name="join"),
    path("projects/<slug:slug>/ask/", profile.ask_about_project, name="ask"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("institutions/", institutions.institutions, name="institutions"),
    path("institutions/<slug:slug>/", institutions.institution, name="institution"),
]
