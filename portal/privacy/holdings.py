"""Everybody who stores something about people, from the upper apps down to the ground.

A new app adds its module `personal` here, above whatever its own `erase` relies on.
"""

from events import personal as talks
from events.announcements import personal as announcements
from events.certificates import personal as certificates
from events.invited_talks import personal as invited_talks
from events.registrations import personal as registrations
from events.reviews import personal as reviews
from events.series_registrations import personal as series_registrations
from events.slides import personal as slides
from events.submissions import personal as submissions
from events.timetable import personal as timetable
from news import personal as news
from portal.accesslog import personal as accesses
from portal.accounts import personal as accounts
from portal.audit import personal as audit
from portal.common.personal import Holding
from portal.consents import personal as consents
from portal.mail import personal as mail
from portal.privacy import personal as privacy
from projects import personal as projects
from projects.invitations import personal as invitations
from projects.publications import personal as publications

HOLDINGS: tuple[Holding, ...] = (
    privacy,
    news,
    announcements,
    invited_talks,
    slides,
    reviews,
    timetable,
    submissions,
    certificates,
    series_registrations,
    registrations,
    talks,
    publications,
    invitations,
    projects,
    mail,
    consents,
    accesses,
    audit,
    accounts,
)
