from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("", include("portal.home.plain_urls")),
    path("account/oidc/", include("portal.accounts.plain_urls")),
    *i18n_patterns(
        path("", include("portal.home.urls")),
        path("me/", include("portal.me.urls")),
        path("", include("projects.invitations.urls")),
        path("", include("projects.urls")),
        path("", include("events.series_registrations.urls")),
        path("", include("events.registrations.urls")),
        path("", include("events.checkin.urls")),
        path("", include("events.certificates.urls")),
        path("", include("events.reviews.urls")),
        path("", include("events.invited_talks.urls")),
        path("", include("events.submissions.urls")),
        path("", include("events.slides.urls")),
        path("", include("events.abstracts.urls")),
        path("", include("events.slots.urls")),
        path("", include("events.timetable.urls")),
        path("", include("events.urls")),
        path("", include("news.urls")),
        path("", include("portal.mail.urls")),
        path("", include("portal.privacy.urls")),
        path("", include("portal.consents.urls")),
        path("account/profile/", include("projects.profile_urls")),
        path("account/", include("portal.accounts.urls")),
        path("desk/", include("portal.desk.urls")),
        path("desk/events/", include("events.timetable.desk_urls")),
        path("desk/events/", include("events.desk_urls")),
        path("desk/events/", include("events.planning.desk_urls")),
        path("desk/events/", include("events.announcements.selection_urls")),
        path("desk/events/", include("events.comparing.desk_urls")),
        path("desk/events/", include("events.registrations.desk_urls")),
        path("desk/events/", include("events.checkin.desk_urls")),
        path("desk/events/", include("events.certificates.desk_urls")),
        path("desk/events/", include("events.chasing.desk_urls")),
        path("desk/events/", include("events.series_registrations.desk_urls")),
        path(
            "desk/events/series/<slug:slug>/announcements/",
            include("events.announcements.desk_urls", namespace="series-announcements-desk"),
            {"kind": "series"},
        ),
        path(
            "desk/events/<slug:slug>/announcements/",
            include("events.announcements.desk_urls"),
            {"kind": "event"},
        ),
        path("desk/talks/", include("events.reviews.desk_urls")),
        path("desk/talks/", include("events.invited_talks.desk_urls")),
        path("desk/talks/", include("events.submissions.desk_urls")),
        path("desk/news/", include("news.desk_urls")),
        path("desk/mail/", include("portal.mail.desk_urls")),
        path("desk/people/invitations/", include("projects.invitations.desk_urls")),
        path("desk/privacy/", include("portal.privacy.desk_urls")),
        path("desk/privacy/consents/", include("portal.consents.desk_urls")),
        path("desk/people/", include("projects.desk_urls")),
        prefix_default_language=False,
    ),
]

handler400 = "portal.home.errors.bad_request"
handler403 = "portal.home.errors.forbidden"
handler404 = "portal.home.errors.not_found"
handler500 = "portal.home.errors.server_error"
