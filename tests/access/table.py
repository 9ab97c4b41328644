"""Who may use which route.

ok: the page, or what follows from the form. login: a visitor is asked to sign in. 404: for this role it does not exist.
401: a provider that says nothing lets nobody in.
A route may stand several times, with what it shows in brackets. Whatever changes something is requested by POST.
"""

ROLES = ("visitor", "member", "editor", "organiser", "coordinator")

_TABLE = """
# For everybody                            visitor  member  editor  organiser  coordinator
home                                       ok       ok      ok      ok         ok
healthz                                    ok       ok      ok      ok         ok
readyz                                     ok       ok      ok      ok         ok
theme                                      ok       ok      ok      ok         ok
projects:projects                          ok       ok      ok      ok         ok
projects:project                           ok       ok      ok      ok         ok
projects:people                            ok       ok      ok      ok         ok
projects:person                            ok       ok      ok      ok         ok
projects:institutions                      ok       ok      ok      ok         ok
projects:institution                       ok       ok      ok      ok         ok
events:events                              ok       ok      ok      ok         ok
events:event                               ok       ok      ok      ok         ok
events:event-ics                           ok       ok      ok      ok         ok
events:programme                           ok       ok      ok      ok         ok
timetable:changes                          ok       ok      ok      ok         ok
timetable:grid                             ok       ok      ok      ok         ok
events:now                                 ok       ok      ok      ok         ok
events:selection-ics                       ok       ok      ok      ok         ok
abstracts:abstracts                        ok       ok      ok      ok         ok
abstracts:abstracts-pdf                    ok       ok      ok      ok         ok
abstracts:abstracts-tex                    ok       ok      ok      ok         ok
events:calendar                            ok       ok      ok      ok         ok
events:seminar                             ok       ok      ok      ok         ok
events:seminar-ics                         ok       ok      ok      ok         ok
events:talk                                ok       ok      ok      ok         ok
slides:download                            ok       ok      ok      ok         ok
events:talk-ics                            ok       ok      ok      ok         ok
events:talk-bib                            ok       ok      ok      ok         ok
events:project-ics                         ok       ok      ok      ok         ok
news:news                                  ok       ok      ok      ok         ok
news:article                               ok       ok      ok      ok         ok
news:feed                                  ok       ok      ok      ok         ok
mail:subscribe                             ok       ok      ok      ok         ok
mail:sent                                  ok       ok      ok      ok         ok
privacy:privacy                            ok       ok      ok      ok         ok
privacy:goodbye                            ok       ok      ok      ok         ok

# For whoever has the secret address
registrations:register                     ok       ok      ok      ok         ok
series-registrations:register              ok       ok      ok      ok         ok
series-registrations:registration          ok       ok      ok      ok         ok
series-registrations:confirm               ok       ok      ok      ok         ok
series-registrations:leave                 ok       ok      ok      ok         ok
series-registrations:skip                  ok       ok      ok      ok         ok
series-registrations:take-up               ok       ok      ok      ok         ok
series-registrations:calendar              ok       ok      ok      ok         ok
registrations:registration                 ok       ok      ok      ok         ok
registrations:registration-ics             ok       ok      ok      ok         ok
registrations:confirm                      ok       ok      ok      ok         ok
registrations:accept                       ok       ok      ok      ok         ok
registrations:correct                      ok       ok      ok      ok         ok
registrations:attend-otherwise             ok       ok      ok      ok         ok
registrations:cancel                       ok       ok      ok      ok         ok
checkin:code                               ok       ok      ok      ok         ok
certificates:certificate                   ok       ok      ok      ok         ok
certificates:of-registration               ok       ok      ok      ok         ok
submissions:co-speaking                    ok       ok      ok      ok         ok
invited-talks:submission                   ok       ok      ok      ok         ok
invited-talks:edit                         ok       ok      ok      ok         ok
invited-talks:keep                         ok       ok      ok      ok         ok
invited-talks:preview                      ok       ok      ok      ok         ok
invited-talks:introduce                    ok       ok      ok      ok         ok
invited-talks:confirm                      ok       ok      ok      ok         ok
invited-talks:withdraw                     ok       ok      ok      ok         ok
invited-talks:take-up-again                ok       ok      ok      ok         ok
invited-talks:change                       ok       ok      ok      ok         ok
invited-talks:take-back-change             ok       ok      ok      ok         ok
invited-talks:ask                          ok       ok      ok      ok         ok
invited-talks:slides                       ok       ok      ok      ok         ok
invited-talks:withdraw-slides              ok       ok      ok      ok         ok
invited-talks:slides-version               ok       ok      ok      ok         ok
invitations:invitation                     ok       ok      ok      ok         ok
mail:subscription                          ok       ok      ok      ok         ok
mail:unsubscribe                           ok       ok      ok      ok         ok
mail:unsubscribe-weekly                    ok       ok      ok      ok         ok
me-calendar                                ok       ok      ok      ok         ok

# What is not public: a draft, and an event for members
events:event (draft)                       404      404     404     ok         ok
events:event-ics (draft)                   404      404     404     ok         ok
events:programme (draft)                   404      404     404     ok         ok
timetable:changes (draft)                  404      404     404     ok         ok
events:now (draft)                         404      404     404     ok         ok
events:selection-ics (draft)               404      404     404     ok         ok
abstracts:abstracts (draft)                404      404     404     ok         ok
abstracts:abstracts-pdf (draft)            404      404     404     ok         ok
abstracts:abstracts-tex (draft)            404      404     404     ok         ok
events:talk-ics (draft)                    404      404     404     ok         ok
events:talk-bib (draft)                    404      404     404     ok         ok
events:talk (draft)                        404      404     404     ok         ok
slides:download (not yet)                  404      404     404     404        404
registrations:register (draft)             404      404     404     ok         ok
submissions:submit (draft)                 login    404     404     ok         ok
events:event (members)                     404      ok      ok      ok         ok
events:event-ics (members)                 404      ok      ok      ok         ok
events:programme (members)                 404      ok      ok      ok         ok
timetable:changes (members)                404      ok      ok      ok         ok
events:now (members)                       404      ok      ok      ok         ok
events:selection-ics (members)             404      ok      ok      ok         ok
events:talk-ics (members)                  404      ok      ok      ok         ok
events:talk-bib (members)                  404      ok      ok      ok         ok
events:talk (members)                      404      ok      ok      ok         ok
registrations:register (members)           404      ok      ok      ok         ok
news:article (draft)                       404      404     404     404        404

# For members; what is mine is nobody else's
me                                         login    ok      ok      ok         ok
me-calendar-address                        login    ok      ok      ok         ok
certificates:mine                          login    ok      ok      ok         ok
certificates:of-period                     login    ok      ok      ok         ok
certificates:of-attendance                 login    ok      404     404        404
certificates:of-talk                       login    ok      404     404        404
events:abstract                            login    ok      404     404        404
events:introduction                        login    ok      404     404        404
events:abstract-preview                    login    ok      404     404        404
slides:slides                              login    ok      404     ok         ok
slides:slides (somebody else's)            login    404     404     ok         ok
slides:withdraw                            login    ok      404     ok         ok
slides:version                             login    ok      404     ok         ok
submissions:submit                         login    ok      ok      ok         ok
submissions:submit-to-series               login    ok      ok      ok         ok
submissions:begin                          login    ok      ok      ok         ok
submissions:begin-in-series                login    ok      ok      ok         ok
submissions:keep                           login    ok      404     404        404
submissions:preview                        login    ok      ok      ok         ok
submissions:submission                     login    ok      404     404        404
submissions:edit                           login    ok      404     404        404
slots:claim                                login    ok      404     404        404
slots:give-back                            login    ok      404     404        404
slots:ask-to-swap                          login    ok      404     404        404
slots:swap                                 login    ok      404     404        404
submissions:introduce                      login    ok      404     404        404
submissions:admit-late                     login    ok      404     404        404
submissions:confirm                        login    ok      404     404        404
submissions:withdraw                       login    ok      404     404        404
submissions:change                         login    ok      404     404        404
submissions:take-back-change               login    ok      404     404        404
submissions:ask                            login    ok      404     404        404
submissions:take-up-again                  login    ok      404     404        404

reviews:calls                              login    ok      ok      ok         ok
reviews:call                               login    404     ok      404        404
reviews:review                             login    404     ok      404        404
reviews:review (in conflict)               login    404     404     404        404
reviews:conflict                           login    404     ok      404        404
reviews:conflict (in conflict)             login    404     404     404        404

profile:profile                            login    ok      ok      ok         ok
profile:confirm                            login    ok      404     404        404
profile:ask                                login    ok      ok      ok         ok

# For who leads the project; for coordinators any
projects:edit                              login    404     404     404        ok
projects:edit (led)                        login    ok      404     404        ok
projects:edit-preview                      login    404     404     404        ok
projects:edit-preview (led)                login    ok      404     404        ok
projects:team                              login    404     404     404        ok
projects:team (led)                        login    ok      404     404        ok
projects:join                              login    404     404     404        404
projects:ask                               login    404     404     404        404
projects:ask (led)                         login    ok      404     404        404
invitations:project                        login    404     404     404        ok
invitations:project (led)                  login    ok      404     404        ok
invitations:send-again                     login    404     404     404        ok
invitations:send-again (led)               login    ok      404     404        ok
invitations:revoke                         login    404     404     404        ok
invitations:revoke (led)                   login    ok      404     404        ok

# The desk
desk:start                                 login    404     ok      ok         ok
desk:search                                login    404     ok      ok         ok
desk:history                               login    404     404     404        ok
desk:history-of                            login    404     404     ok         ok
desk:history-of (article)                  login    404     ok      404        ok
desk:history-of (person)                   login    404     404     404        ok
desk:settings                              login    404     404     404        ok
desk:settings (section)                    login    404     404     404        ok
desk:look                                  login    404     404     404        ok
desk:stop-looking                          login    404     404     404        ok

events-desk:events                         login    404     404     ok         ok
events-desk:new                            login    404     404     ok         ok
events-desk:edit                           login    404     404     ok         ok
events-desk:publish                        login    404     404     ok         ok
events-desk:cancel                         login    404     404     ok         ok
events-desk:delete                         login    404     404     ok         ok
timetable-desk:board                       login    404     404     ok         ok
timetable-desk:move                        login    404     404     ok         ok
timetable-desk:step                        login    404     404     ok         ok
timetable-desk:undo                        login    404     404     ok         ok
timetable-desk:discard                     login    404     404     ok         ok
timetable-desk:release                     login    404     404     ok         ok
timetable-desk:place                       login    404     404     ok         ok
timetable-desk:new-session                 login    404     404     ok         ok
timetable-desk:session                     login    404     404     ok         ok
timetable-desk:drop-session                login    404     404     ok         ok
events-desk:new-talk                       login    404     404     ok         ok
events-desk:talk                           login    404     404     ok         ok
events-desk:delete-talk                    login    404     404     ok         ok
events-desk:series-list                    login    404     404     ok         ok
events-desk:new-series                     login    404     404     ok         ok
events-desk:edit-series                    login    404     404     ok         ok
planning-desk:fill                         login    404     404     ok         ok
planning-desk:move                         login    404     404     ok         ok
series-registrations-desk:registrations    login    404     404     ok         ok
registrations-desk:registrations           login    404     404     ok         ok
registrations-desk:registration            login    404     404     ok         ok
registrations-desk:import                  login    404     404     ok         ok
registrations-desk:badges                  login    404     404     ok         ok
registrations-desk:participants            login    404     404     ok         ok
comparing-desk:talks                       login    404     404     ok         ok
registrations-desk:charts                  login    404     404     ok         ok
registrations-desk:csv                     login    404     404     ok         ok
registrations-desk:xlsx                    login    404     404     ok         ok
registrations-desk:add                     login    404     404     ok         ok
registrations-desk:move                    login    404     404     ok         ok
registrations-desk:attendance              login    404     404     ok         ok
selection-desk:write                       login    404     404     ok         ok
registrations-desk:decide-several          login    404     404     ok         ok
registrations-desk:decide                  login    404     404     ok         ok
registrations-desk:terms                   login    404     404     ok         ok
registrations-desk:parts                   login    404     404     ok         ok
registrations-desk:new-part                login    404     404     ok         ok
registrations-desk:part                    login    404     404     ok         ok
registrations-desk:delete-part             login    404     404     ok         ok
registrations-desk:questions               login    404     404     ok         ok
registrations-desk:new-question            login    404     404     ok         ok
registrations-desk:copy-questions          login    404     404     ok         ok
registrations-desk:question                login    404     404     ok         ok
registrations-desk:question-up             login    404     404     ok         ok
registrations-desk:delete-question         login    404     404     ok         ok
registrations-desk:answers                 login    404     404     ok         ok
registrations-desk:answers-of-question     login    404     404     ok         ok
registrations-desk:answers-of-question (office)  login    404     404     404        ok
registrations-desk:cancel                  login    404     404     ok         ok
checkin-desk:entrance                      login    404     404     ok         ok
checkin-desk:scan                          login    404     404     ok         ok
checkin-desk:arrive                        login    404     404     ok         ok
checkin-desk:attendance                    login    404     404     ok         ok
certificates-desk:certificates             login    404     404     ok         ok
certificates-desk:everybody                login    404     404     ok         ok
certificates-desk:attendance               login    404     404     ok         ok
certificates-desk:talk                     login    404     404     ok         ok
announcements-desk:announcements           login    404     404     ok         ok
announcements-desk:new                     login    404     404     ok         ok
announcements-desk:preview                 login    404     404     ok         ok
announcements-desk:announcement            login    404     404     ok         ok
announcements-desk:letter                  login    404     404     ok         ok
announcements-desk:edit                    login    404     404     ok         ok
announcements-desk:test                    login    404     404     ok         ok
announcements-desk:send                    login    404     404     ok         ok
announcements-desk:schedule                login    404     404     ok         ok
announcements-desk:stop                    login    404     404     ok         ok
announcements-desk:discard                 login    404     404     ok         ok
series-announcements-desk:announcements    login    404     404     ok         ok
series-announcements-desk:new              login    404     404     ok         ok
series-announcements-desk:preview          login    404     404     ok         ok
series-announcements-desk:announcement     login    404     404     ok         ok
series-announcements-desk:letter           login    404     404     ok         ok
series-announcements-desk:edit             login    404     404     ok         ok
series-announcements-desk:test             login    404     404     ok         ok
series-announcements-desk:send             login    404     404     ok         ok
series-announcements-desk:schedule         login    404     404     ok         ok
series-announcements-desk:stop             login    404     404     ok         ok
series-announcements-desk:discard          login    404     404     ok         ok
chasing-desk:speakers                      login    404     404     ok         ok
chasing-desk:ask                           login    404     404     ok         ok
abstracts:problems                         login    404     404     ok         ok
submissions-desk:submissions               login    404     404     ok         ok
submissions-desk:calls                     login    404     404     ok         ok
submissions-desk:call                      login    404     404     ok         ok
submissions-desk:series-call               login    404     404     ok         ok
submissions-desk:submission                login    404     404     ok         ok
submissions-desk:decide                    login    404     404     ok         ok
submissions-desk:questions                 login    404     404     ok         ok
submissions-desk:new-question              login    404     404     ok         ok
submissions-desk:copy-questions            login    404     404     ok         ok
submissions-desk:question                  login    404     404     ok         ok
submissions-desk:question-up               login    404     404     ok         ok
submissions-desk:delete-question           login    404     404     ok         ok
submissions-desk:sensitive-answers         login    404     404     ok         ok
submissions-desk:answers                   login    404     404     ok         ok
submissions-desk:answers-csv               login    404     404     ok         ok
submissions-desk:answers-xlsx              login    404     404     ok         ok
submissions-desk:answers-of-question       login    404     404     ok         ok
submissions-desk:answers-of-question (office)  login    404     404     404        ok
submissions-desk:codes                     login    404     404     ok         ok
submissions-desk:revoke-code               login    404     404     ok         ok
submissions-desk:decisions                 login    404     404     ok         ok
submissions-desk:release                   login    404     404     ok         ok
submissions-desk:take-back                 login    404     404     ok         ok
submissions-desk:letter                    login    404     404     ok         ok
submissions-desk:date                      login    404     404     ok         ok
reviews-desk:reviewers                     login    404     404     ok         ok
reviews-desk:round                         login    404     404     ok         ok
reviews-desk:remind                        login    404     404     ok         ok
reviews-desk:tracks                        login    404     404     ok         ok
reviews-desk:remove                        login    404     404     ok         ok
reviews-desk:assignments                   login    404     404     ok         ok
reviews-desk:tell                          login    404     404     ok         ok
reviews-desk:assign                        login    404     404     ok         ok
reviews-desk:declare                       login    404     404     ok         ok
reviews-desk:withdraw                      login    404     404     ok         ok
reviews-desk:ranking                       login    404     404     ok         ok
reviews-desk:stage                         login    404     404     ok         ok
reviews-desk:assign (own)                  login    404     404     404        ok
reviews-desk:declare (own)                 login    404     404     404        ok
reviews-desk:withdraw (own)                login    404     404     404        ok
submissions-desk:change                    login    404     404     ok         ok
invited-talks-desk:event                   login    404     404     ok         ok
invited-talks-desk:series                  login    404     404     ok         ok
invited-talks-desk:invited-talk            login    404     404     ok         ok
invited-talks-desk:renew                   login    404     404     ok         ok
invited-talks-desk:readdress               login    404     404     ok         ok
invited-talks-desk:prolong                 login    404     404     ok         ok
invited-talks-desk:revoke                  login    404     404     ok         ok
invited-talks-desk:reopen                  login    404     404     ok         ok
mail-desk:messages                         login    404     404     ok         ok
mail-desk:message                          login    404     404     ok         ok
mail-desk:letter                           login    404     404     ok         ok
mail-desk:send-again                       login    404     404     ok         ok
mail-desk:withhold                         login    404     404     ok         ok
mail-desk:addresses                        login    404     404     ok         ok
mail-desk:lift                             login    404     404     ok         ok
mail-desk:release                          login    404     404     ok         ok

news-desk:articles                         login    404     ok      404        ok
news-desk:new                              login    404     ok      404        ok
news-desk:edit                             login    404     ok      404        ok
news-desk:preview                          login    404     ok      404        ok
news-desk:move                             login    404     ok      404        ok
news-desk:tell                             login    404     ok      404        ok

people-desk:people                         login    404     404     404        ok
people-desk:person                         login    404     404     404        ok
people-desk:edit                           login    404     404     404        ok
people-desk:bind                           login    404     404     404        ok
people-desk:unbind                         login    404     404     404        ok
people-desk:account                        login    404     404     404        ok
people-desk:give-page                      login    404     404     404        ok
people-desk:roles                          login    404     404     404        ok
people-desk:close                          login    404     404     404        ok
people-desk:reopen                         login    404     404     404        ok
people-desk:requests                       login    404     404     404        ok
people-desk:request                        login    404     404     404        ok
invitations-desk:invitations               login    404     404     404        ok
invitations-desk:invite                    login    404     404     404        ok
invitations-desk:send-again                login    404     404     404        ok
invitations-desk:revoke                    login    404     404     404        ok
privacy-desk:find                          login    404     404     404        ok
privacy-desk:look                          login    404     404     404        ok
privacy-desk:export                        login    404     404     404        ok
privacy-desk:erase                         login    404     404     404        ok
privacy-desk:accesses                      login    404     404     404        ok
privacy-desk:retention                     login    404     404     404        ok
consents-desk:texts                        login    404     404     404        ok
consents-desk:new                          login    404     404     404        ok
consents-desk:text                         login    404     404     404        ok
consents-desk:edit                         login    404     404     404        ok
consents-desk:publish                      login    404     404     404        ok
consents-desk:discard                      login    404     404     404        ok

# Signing in, and one's own account
account_login                              ok       ok      ok      ok         ok
account_logout                             ok       ok      ok      ok         ok
account_signup                             ok       ok      ok      ok         ok
account_inactive                           ok       ok      ok      ok         ok
account_reauthenticate                     login    ok      ok      ok         ok
account_sign_in_again                      login    ok      ok      ok         ok
account_email                              login    ok      ok      ok         ok
account_email_verification_sent            ok       ok      ok      ok         ok
account_confirm_email                      ok       ok      ok      ok         ok
account_change_password                    login    ok      ok      ok         ok
account_set_password                       login    ok      ok      ok         ok
account_reset_password                     ok       ok      ok      ok         ok
account_reset_password_done                ok       ok      ok      ok         ok
account_reset_password_from_key            ok       ok      ok      ok         ok
account_reset_password_from_key_done       ok       ok      ok      ok         ok
account_request_login_code                 ok       ok      ok      ok         ok
account_confirm_login_code                 login    ok      ok      ok         ok
openid_connect_login                       ok       ok      ok      ok         ok
openid_connect_callback                    401      401     401     401        401
socialaccount_login_cancelled              ok       ok      ok      ok         ok
socialaccount_connections                  login    ok      ok      ok         ok
mfa_login_webauthn                         login    ok      ok      ok         ok
mfa_authenticate                           login    ok      ok      ok         ok
mfa_reauthenticate                         login    ok      ok      ok         ok
mfa_reauthenticate_webauthn                login    ok      ok      ok         ok
mfa_index                                  login    ok      ok      ok         ok
mfa_add_webauthn                           login    ok      ok      ok         ok
mfa_edit_webauthn                          login    ok      ok      ok         ok
mfa_remove_webauthn                        login    ok      ok      ok         ok
mfa_activate_totp                          login    ok      ok      ok         ok
mfa_deactivate_totp                        login    404     404     404        404
mfa_view_recovery_codes                    login    404     404     404        404
mfa_generate_recovery_codes                login    ok      ok      ok         ok
mfa_download_recovery_codes                login    404     404     404        404
privacy:my-data                            login    ok      ok      ok         ok
privacy:my-data-json                       login    ok      ok      ok         ok
privacy:my-data-html                       login    ok      ok      ok         ok
privacy:erase                              login    ok      ok      ok         ok
consents:agree                             login    ok      ok      ok         ok
"""

POSTED = {
    "desk:stop-looking",
    "projects:edit-preview",
    "projects:edit-preview (led)",
    "projects:join",
    "profile:confirm",
    "people-desk:bind",
    "people-desk:unbind",
    "people-desk:give-page",
    "people-desk:roles",
    "people-desk:reopen",
    "invitations:send-again",
    "invitations:send-again (led)",
    "invitations:revoke",
    "invitations:revoke (led)",
    "invitations-desk:send-again",
    "invitations-desk:revoke",
    "registrations:confirm",
    "series-registrations:confirm",
    "series-registrations:skip",
    "series-registrations:take-up",
    "me-calendar-address",
    "events:abstract-preview",
    "slides:withdraw",
    "submissions:begin",
    "submissions:begin-in-series",
    "submissions:keep",
    "submissions:preview",
    "submissions:admit-late",
    "timetable-desk:move",
    "timetable-desk:step",
    "timetable-desk:undo",
    "submissions:confirm",
    "submissions:withdraw",
    "submissions:take-up-again",
    "submissions:ask",
    "submissions:take-back-change",
    "invited-talks:keep",
    "invited-talks:preview",
    "invited-talks:confirm",
    "invited-talks:withdraw",
    "invited-talks:take-up-again",
    "invited-talks:take-back-change",
    "invited-talks:ask",
    "invited-talks:withdraw-slides",
    "announcements-desk:preview",
    "announcements-desk:test",
    "announcements-desk:send",
    "announcements-desk:schedule",
    "announcements-desk:stop",
    "announcements-desk:discard",
    "series-announcements-desk:preview",
    "series-announcements-desk:test",
    "series-announcements-desk:send",
    "series-announcements-desk:schedule",
    "series-announcements-desk:stop",
    "series-announcements-desk:discard",
    "registrations-desk:copy-questions",
    "registrations-desk:question-up",
    "registrations-desk:decide",
    "registrations-desk:decide-several",
    "selection-desk:write",
    "registrations-desk:attendance",
    "registrations-desk:cancel",
    "certificates:of-attendance",
    "certificates:of-talk",
    "certificates:of-registration",
    "certificates-desk:everybody",
    "certificates-desk:attendance",
    "certificates-desk:talk",
    "checkin-desk:scan",
    "checkin-desk:arrive",
    "chasing-desk:ask",
    "submissions-desk:decide",
    "submissions-desk:copy-questions",
    "submissions-desk:question-up",
    "submissions-desk:revoke-code",
    "submissions-desk:release",
    "submissions-desk:take-back",
    "submissions-desk:date",
    "invited-talks-desk:renew",
    "invited-talks-desk:readdress",
    "invited-talks-desk:prolong",
    "invited-talks-desk:revoke",
    "invited-talks-desk:reopen",
    "reviews:conflict",
    "reviews:conflict (in conflict)",
    "reviews-desk:round",
    "reviews-desk:remind",
    "reviews-desk:remove",
    "reviews-desk:tell",
    "reviews-desk:declare",
    "reviews-desk:declare (own)",
    "reviews-desk:withdraw",
    "reviews-desk:withdraw (own)",
    "reviews-desk:stage",
    "mail-desk:send-again",
    "mail-desk:withhold",
    "mail-desk:lift",
    "mail-desk:release",
    "news-desk:preview",
    "news-desk:move",
    "news-desk:tell",
    "privacy-desk:look",
    "privacy-desk:export",
    "privacy-desk:erase",
    "consents-desk:publish",
    "consents-desk:discard",
}


def _cells(line):
    route, *cells = line.rsplit(maxsplit=len(ROLES))
    return route.strip(), tuple(cells)


TABLE = dict(_cells(line) for line in _TABLE.splitlines() if line and not line.startswith("#"))
