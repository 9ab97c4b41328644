"""What stands in the address of each route, taken from the fixture `world`."""

from events.registrations import codes


def _in_project(invitation):
    return {"slug": invitation.project.slug, "pk": invitation.pk}


def _key(address):
    """Return the last part of an address, by which a page is opened."""
    return address.rstrip("/").rpartition("/")[2]


def _registration(world):
    return {"slug": world.event.slug, "pk": world.registration.pk}


ARGUMENTS = {
    "projects:project": lambda world: {"slug": world.project.slug},
    "invitations:invitation": lambda world: {"token": world.invitation.token},
    "people-desk:request": lambda world: {"pk": world.change_request.pk},
    "invitations:project": lambda world: {"slug": world.project.slug},
    "invitations:project (led)": lambda world: {"slug": world.led_project.slug},
    "projects:person": lambda world: {"slug": world.person.slug},
    "projects:institution": lambda world: {"slug": world.institution.slug},
    "events:seminar": lambda world: {"slug": world.series.slug},
    "events:seminar-ics": lambda world: {"slug": world.series.slug},
    "events:talk": lambda world: {"pk": world.talk.pk, "slug": "sample-talk"},
    "events:talk (draft)": lambda world: {"pk": world.draft_talk.pk, "slug": "sample-talk"},
    "events:talk (members)": lambda world: {"pk": world.members_talk.pk, "slug": "sample-talk"},
    "events:talk-ics": lambda world: {"pk": world.talk.pk},
    "events:talk-bib": lambda world: {"pk": world.talk.pk},
    "events:talk-ics (draft)": lambda world: {"pk": world.draft_talk.pk},
    "events:talk-bib (draft)": lambda world: {"pk": world.draft_talk.pk},
    "events:talk-ics (members)": lambda world: {"pk": world.members_talk.pk},
    "events:talk-bib (members)": lambda world: {"pk": world.members_talk.pk},
    "events:project-ics": lambda world: {"slug": world.project.slug},
    "events:abstract": lambda world: {"pk": world.own_talk.pk},
    "events:introduction": lambda world: {"pk": world.own_talk.pk},
    "events:abstract-preview": lambda world: {"pk": world.own_talk.pk},
    "slides:slides": lambda world: {"pk": world.own_talk.pk},
    "slides:slides (somebody else's)": lambda world: {"pk": world.talk.pk},
    "slides:withdraw": lambda world: {"pk": world.own_talk.pk},
    "slides:version": lambda world: {
        "pk": world.own_talk.pk,
        "version_pk": world.own_version.pk,
    },
    "slides:download": lambda world: {"pk": world.own_talk.pk},
    "slides:download (not yet)": lambda world: {"pk": world.talk.pk},
    "me-calendar": lambda world: {"token": world.calendar_token},
    "news:article": lambda world: {"slug": world.article.slug},
    "news:article (draft)": lambda world: {"slug": world.draft_article.slug},
    "mail:subscription": lambda world: {"token": world.subscription.token},
    "mail-desk:lift": lambda world: {"pk": world.suppression.pk},
    "mail:unsubscribe": lambda world: {"token": world.subscription.token},
    "mail:unsubscribe-weekly": lambda world: {"token": world.subscription.token},
    "submissions:submission": lambda world: {"pk": world.submission.pk},
    "submissions:edit": lambda world: {"pk": world.submission.pk},
    "slots:claim": lambda world: {"slug": world.open_slot.slug},
    "slots:give-back": lambda world: {"pk": world.claimed.pk},
    "slots:ask-to-swap": lambda world: {"pk": world.claimed.pk},
    "slots:swap": lambda world: {"pk": world.swap.pk},
    "submissions:introduce": lambda world: {"pk": world.submission.pk},
    "submissions:keep": lambda world: {"pk": world.submission.pk},
    "submissions:begin-in-series": lambda world: {"slug": world.series.slug},
    "submissions:admit-late": lambda world: {"pk": world.submission.pk},
    "submissions:confirm": lambda world: {"pk": world.submission.pk},
    "submissions:withdraw": lambda world: {"pk": world.submission.pk},
    "submissions:change": lambda world: {"pk": world.submission.pk},
    "submissions:take-back-change": lambda world: {"pk": world.submission.pk},
    "submissions-desk:change": lambda world: {"pk": world.change_proposal.submission_id},
    "submissions:ask": lambda world: {"pk": world.submission.pk},
    "submissions:co-speaking": lambda world: {"key": _key(world.co_speaker.key_url)},
    "submissions:take-up-again": lambda world: {"pk": world.submission.pk},
    "timetable-desk:session": lambda world: {"slug": world.event.slug, "key": world.session.pk},
    "timetable-desk:drop-session": lambda world: {
        "slug": world.event.slug,
        "key": world.session.pk,
    },
    "timetable-desk:place": lambda world: {"slug": world.event.slug, "pk": world.talk.pk},
    "events-desk:talk": lambda world: {"slug": world.event.slug, "pk": world.talk.pk},
    "events-desk:delete-talk": lambda world: {"slug": world.event.slug, "pk": world.talk.pk},
    "events-desk:edit-series": lambda world: {"slug": world.series.slug},
    "planning-desk:move": lambda world: {"slug": world.event.slug, "pk": world.talk.pk},
    "planning-desk:fill": lambda world: {"slug": world.series.slug},
    "series-registrations-desk:registrations": lambda world: {"slug": world.series.slug},
    "series-registrations:register": lambda world: {"slug": world.series.slug},
    "registrations-desk:registration": _registration,
    "registrations-desk:decide": _registration,
    "registrations-desk:answers-of-question (office)": lambda world: {
        "slug": world.event.slug,
        "pk": world.office_question.pk,
    },
    "registrations-desk:move": _registration,
    "registrations-desk:attendance": _registration,
    "registrations-desk:cancel": _registration,
    "certificates:certificate": lambda world: {"code": world.certificate.code},
    "certificates:of-registration": lambda world: {"token": world.attended.token},
    "certificates:of-attendance": lambda world: {"pk": world.attended.pk},
    "certificates:of-talk": lambda world: {"pk": world.given_talk.pk},
    "certificates-desk:certificates": lambda world: {"slug": world.attended.event.slug},
    "certificates-desk:everybody": lambda world: {"slug": world.attended.event.slug},
    "certificates-desk:attendance": lambda world: {
        "slug": world.attended.event.slug,
        "pk": world.attended.pk,
    },
    "certificates-desk:talk": lambda world: {
        "slug": world.given_talk.event.slug,
        "pk": world.given_talk.speakers.get().pk,
    },
    "checkin:code": lambda world: {"code": codes.code_of(world.registration)},
    "checkin-desk:arrive": _registration,
    "submissions:submit-to-series": lambda world: {"slug": world.series.slug},
    "submissions-desk:series-call": lambda world: {"slug": world.series.slug},
    "submissions-desk:sensitive-answers": lambda world: {"pk": world.submission.pk},
    "submissions-desk:answers": lambda world: {"pk": world.call.pk},
    "submissions-desk:answers-csv": lambda world: {"pk": world.call.pk},
    "submissions-desk:answers-xlsx": lambda world: {"pk": world.call.pk},
    "submissions-desk:answers-of-question": lambda world: {"pk": world.sensitive_call_question.pk},
    "submissions-desk:answers-of-question (office)": lambda world: {
        "pk": world.office_call_question.pk
    },
    "submissions-desk:codes": lambda world: {"pk": world.call.pk},
    "submissions-desk:revoke-code": lambda world: {"pk": world.late_code.pk},
    "submissions-desk:decisions": lambda world: {"pk": world.call.pk},
    "submissions-desk:submission": lambda world: {"pk": world.submission.pk},
    "submissions-desk:decide": lambda world: {"pk": world.submission.pk},
    "submissions-desk:release": lambda world: {"pk": world.submission.pk},
    "submissions-desk:take-back": lambda world: {"pk": world.submission.pk},
    "submissions-desk:letter": lambda world: {"pk": world.staged.submission_id},
    "submissions-desk:date": lambda world: {"pk": world.accepted.pk},
    "desk:history-of": lambda world: {"kind": "event", "pk": world.event.pk},
    "desk:history-of (article)": lambda world: {"kind": "article", "pk": world.article.pk},
    "desk:history-of (person)": lambda world: {"kind": "person", "pk": world.person.pk},
    "desk:settings (section)": lambda _world: {"section": "retention"},
    "account_confirm_email": lambda _world: {"key": "no-such-key"},
    "account_reset_password_from_key": lambda _world: {"uidb36": "0", "key": "no-such-key"},
    "openid_connect_login": lambda _world: {"provider_id": "orcid"},
    "openid_connect_callback": lambda _world: {"provider_id": "orcid"},
    # A passkey of somebody else.
    "mfa_edit_webauthn": lambda world: {"pk": world.passkey.pk},
    "mfa_remove_webauthn": lambda world: {"pk": world.passkey.pk},
}
for _route in (
    "registration",
    "registration-ics",
    "confirm",
    "accept",
    "correct",
    "attend-otherwise",
    "cancel",
):
    ARGUMENTS[f"registrations:{_route}"] = lambda world: {"token": world.registration.token}
for _route in ("registration", "confirm", "leave", "calendar"):
    ARGUMENTS[f"series-registrations:{_route}"] = lambda world: {
        "token": world.series_registration.token
    }
for _route in ("skip", "take-up"):
    ARGUMENTS[f"series-registrations:{_route}"] = lambda world: {
        "token": world.series_registration.token,
        "slug": world.event.slug,
    }
for _route in ("question", "question-up", "delete-question", "answers-of-question"):
    ARGUMENTS[f"registrations-desk:{_route}"] = lambda world: {
        "slug": world.event.slug,
        "pk": world.question.pk,
    }
for _route in ("question", "question-up", "delete-question"):
    ARGUMENTS[f"submissions-desk:{_route}"] = lambda world: {"pk": world.call_question.pk}
for _route in ("questions", "new-question", "copy-questions"):
    ARGUMENTS[f"submissions-desk:{_route}"] = lambda world: {"pk": world.call.pk}
for _route in (
    *("submission", "edit", "keep", "preview", "introduce", "confirm", "withdraw", "take-up-again"),
    *("change", "take-back-change", "ask", "slides", "withdraw-slides"),
):
    ARGUMENTS[f"invited-talks:{_route}"] = lambda world: {"key": world.invited_talk.key}
ARGUMENTS["invited-talks:slides-version"] = lambda world: {
    "key": world.invited_talk.key,
    "version_pk": world.guests_version.pk,
}
ARGUMENTS["invited-talks-desk:series"] = lambda world: {"slug": world.series.slug}
for _route in ("invited-talk", "renew", "readdress", "prolong", "revoke", "reopen"):
    ARGUMENTS[f"invited-talks-desk:{_route}"] = lambda world: {"pk": world.invited_talk.pk}
for _route in ("part", "delete-part"):
    ARGUMENTS[f"registrations-desk:{_route}"] = lambda world: {
        "slug": world.event.slug,
        "pk": world.part.pk,
    }
for _route in ("announcement", "letter", "edit", "test", "send", "schedule", "stop", "discard"):
    ARGUMENTS[f"announcements-desk:{_route}"] = lambda world: {
        "slug": world.event.slug,
        "pk": world.announcement.pk,
    }
    ARGUMENTS[f"series-announcements-desk:{_route}"] = lambda world: {
        "slug": world.series.slug,
        "pk": world.series_announcement.pk,
    }
for _route in ("announcements", "new", "preview"):
    ARGUMENTS[f"series-announcements-desk:{_route}"] = lambda world: {"slug": world.series.slug}
for _route in ("message", "letter", "send-again", "withhold", "release"):
    ARGUMENTS[f"mail-desk:{_route}"] = lambda world: {"pk": world.message.pk}
for _route in ("edit", "move", "tell"):
    ARGUMENTS[f"news-desk:{_route}"] = lambda world: {"pk": world.article.pk}
for _route in ("edit", "edit-preview", "team", "join", "ask"):
    ARGUMENTS[f"projects:{_route}"] = lambda world: {"slug": world.project.slug}
    ARGUMENTS[f"projects:{_route} (led)"] = lambda world: {"slug": world.led_project.slug}
for _route in ("person", "edit", "bind", "unbind"):
    ARGUMENTS[f"people-desk:{_route}"] = lambda world: {"pk": world.person.pk}
for _route in ("account", "give-page", "roles", "close", "reopen"):
    ARGUMENTS[f"people-desk:{_route}"] = lambda world: {"pk": world.account.pk}
for _route in ("send-again", "revoke"):
    ARGUMENTS[f"invitations-desk:{_route}"] = lambda world: {"pk": world.invitation.pk}
    ARGUMENTS[f"invitations:{_route}"] = lambda world: _in_project(world.invitation)
    ARGUMENTS[f"invitations:{_route} (led)"] = lambda world: _in_project(world.led_invitation)
for _route in ("text", "edit", "publish", "discard"):
    ARGUMENTS[f"consents-desk:{_route}"] = lambda world: {"pk": world.consent_text.pk}
for _route in ("reviews:review", "reviews:conflict"):
    ARGUMENTS[_route] = lambda world: {"pk": world.reviewed.pk}
    ARGUMENTS[f"{_route} (in conflict)"] = lambda world: {"pk": world.conflict.submission_id}
for _route in ("reviewers", "round", "remind", "assignments", "tell", "ranking"):
    ARGUMENTS[f"reviews-desk:{_route}"] = lambda world: {"pk": world.reviewed.call_id}
ARGUMENTS["reviews:call"] = ARGUMENTS["reviews-desk:ranking"]
for _route in ("tracks", "remove"):
    ARGUMENTS[f"reviews-desk:{_route}"] = lambda world: {"pk": world.reviewer.pk}
for _route in ("assign", "declare", "stage"):
    ARGUMENTS[f"reviews-desk:{_route}"] = lambda world: {"pk": world.reviewed.pk}
    ARGUMENTS[f"reviews-desk:{_route} (own)"] = lambda world: {"pk": world.organisers_own.pk}
ARGUMENTS["reviews-desk:withdraw"] = lambda world: {"pk": world.conflict.pk}
ARGUMENTS["reviews-desk:withdraw (own)"] = lambda world: {"pk": world.conflict_about_own.pk}
# Whatever else has an address of its own is about an event.
EVENT_ROUTES = [
    "events:event",
    "events:event-ics",
    "events:programme",
    "events:now",
    "events:selection-ics",
    "registrations:register",
    "submissions:submit",
    "submissions:begin",
    "events-desk:edit",
    "events-desk:publish",
    "events-desk:cancel",
    "events-desk:delete",
    "announcements-desk:announcements",
    "announcements-desk:new",
    "announcements-desk:preview",
    "timetable:changes",
    "timetable-desk:board",
    "timetable-desk:move",
    "timetable-desk:step",
    "timetable-desk:undo",
    "timetable-desk:discard",
    "timetable-desk:release",
    "timetable-desk:new-session",
    "events-desk:new-talk",
    "registrations-desk:registrations",
    "registrations-desk:terms",
    "checkin-desk:entrance",
    "checkin-desk:scan",
    "checkin-desk:attendance",
    "registrations-desk:parts",
    "registrations-desk:new-part",
    "registrations-desk:questions",
    "registrations-desk:new-question",
    "registrations-desk:copy-questions",
    "registrations-desk:answers",
    "registrations-desk:add",
    "comparing-desk:talks",
    "registrations-desk:charts",
    "registrations-desk:csv",
    "registrations-desk:badges",
    "registrations-desk:participants",
    "registrations-desk:import",
    "registrations-desk:xlsx",
    "registrations-desk:decide-several",
    "selection-desk:write",
    "submissions-desk:call",
    "abstracts:abstracts",
    "abstracts:abstracts-pdf",
    "abstracts:abstracts-tex",
    "abstracts:problems",
    "chasing-desk:speakers",
    "chasing-desk:ask",
    "invited-talks-desk:event",
]
for _route in EVENT_ROUTES:
    ARGUMENTS[_route] = lambda world: {"slug": world.event.slug}
    ARGUMENTS[f"{_route} (draft)"] = lambda world: {"slug": world.draft_event.slug}
    ARGUMENTS[f"{_route} (members)"] = lambda world: {"slug": world.members_event.slug}
