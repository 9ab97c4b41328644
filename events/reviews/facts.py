"""What is known of people and of proposed talks, as far as it tells who must not judge what."""

import re
from collections import defaultdict
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from django.utils import timezone

from events.submissions.models import CoAuthor
from projects.models import Affiliation, Alias, Person
from projects.names import folded


@dataclass(frozen=True)
class Judge:
    """Somebody who is to judge talks."""

    user_id: int
    person_id: int | None
    emails: frozenset[str]  # proved, in small letters
    names: frozenset[str]  # folded
    places: dict[int, str]  # institutions where the person is now
    place_names: dict[str, str]  # the same by every folded name and alias


@dataclass(frozen=True)
class Work:
    """A proposed talk, and whose work it is."""

    pk: int
    user_id: int | None
    people: dict[int, str]
    emails: frozenset[str]
    names: frozenset[str]
    places: dict[int, str]
    place_names: frozenset[str]  # folded, as somebody typed them


def judges(users):
    """Return what is known of these users by their keys, at a fixed number of queries."""
    keys = [user.pk for user in users]
    people = {person.user_id: person for person in Person.objects.filter(user__in=keys)}
    places = _places([person.pk for person in people.values()])
    names = _names_of_places(
        {pk: place for known in places.values() for pk, place in known.items()}
    )
    emails = defaultdict(set)
    proved = EmailAddress.objects.filter(user__in=keys, verified=True)
    for user_id, email in proved.values_list("user", "email"):
        emails[user_id].add(email.lower())
    return {
        user.pk: _judge(user, people.get(user.pk), emails[user.pk], places, names) for user in users
    }


def _judge(user, person, emails, places, names):
    here = places[person.pk] if person else {}
    called = {folded(user.name), folded(person.name) if person else ""}
    return Judge(
        user_id=user.pk,
        person_id=person.pk if person else None,
        emails=frozenset(emails),
        names=frozenset(called - {""}),
        places=here,
        place_names={name: place for pk, place in here.items() for name in names[pk]},
    )


def works(submissions):
    """Return what is known of these submissions, at a fixed number of queries."""
    talks = list(submissions.select_related("submitter__person").order_by("pk"))
    co_authors = defaultdict(list)
    named = CoAuthor.objects.filter(submission__in=[talk.pk for talk in talks])
    for co_author in named.select_related("person"):
        co_authors[co_author.submission_id].append(co_author)
    people = {talk.pk: _people(talk, co_authors[talk.pk]) for talk in talks}
    places = _places({key for known in people.values() for key in known})
    return [_work(talk, co_authors[talk.pk], people[talk.pk], places) for talk in talks]


def _people(talk, co_authors):
    """Return the authors that are known to the programme: {key: name}."""
    people = [getattr(talk.submitter, "person", None), *(one.person for one in co_authors)]
    return {person.pk: person.name for person in people if person}


def _work(talk, co_authors, people, places):
    texts = [talk.affiliation, *(one.affiliation for one in co_authors)]
    names = [talk.speaker_name, *(one.name for one in co_authors)]
    return Work(
        pk=talk.pk,
        user_id=talk.submitter_id,
        people=people,
        emails=frozenset(one.email.lower() for one in co_authors if one.email),
        names=frozenset(folded(name) for name in names) - {""},
        places={place: name for key in people for place, name in places[key].items()},
        place_names=frozenset(part for text in texts for part in _parts(text)),
    )


def _parts(text):
    """Return a typed affiliation, and what stands between its commas, folded."""
    return {folded(part) for part in [text, *re.split(r"[,;/]", text)]} - {""}


def _places(people):
    """Return, for the key of each person, the institutions where they are now: {key: name}."""
    places: dict[int, dict[int, str]] = defaultdict(dict)
    rows = Affiliation.objects.filter(person__in=list(people), is_former=False)
    today = timezone.localdate()
    for row in rows.select_related("institution"):
        if row.end is None or row.end.last_day() >= today:
            places[row.person_id][row.institution_id] = row.institution.name
    return places


def _names_of_places(places):
    """Return all folded names of these institutions by their keys."""
    names = {pk: {folded(name)} for pk, name in places.items()}
    for pk, alias in Alias.objects.filter(institution__in=places).values_list(
        "institution", "name"
    ):
        names[pk].add(folded(alias))
    return names
