from django.urls import path

from projects.views import institutions, people, projects

app_name = "projects"
urlpatterns = [
    path("projects/", projects.projects, name="projects"),
    path("projects/<slug:slug>/", projects.project, name="project"),
    path("people/", people.people, name="people"),
    path("people/<slug:slug>/", people.person, name="person"),
    path("institutions/", institutions.institutions, name="institutions"),
    path("institutions/<slug:slug>/", institutions.institution, name="institution"),
]
