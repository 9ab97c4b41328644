"""No model that may hold something about people is forgotten."""

from django.apps import apps
from django.db import models

from portal.accounts.models import User
from portal.common.personal import Subject
from portal.preferences.models import Preferences
from portal.privacy.holdings import HOLDINGS
from projects.models import Person

# What looks like people's data and is none.
OTHERWISE = {
    "accounts.User_groups": "goes with the account",
    "accounts.User_user_permissions": "goes with the account",
    "auth.Group": "the roles",
    "auth.Permission": "what Django may permit",
    "mail.Topic": "names of series and projects",
    "preferences.Preferences": "the programme's own address for answers",
    "projects.Alias": "names of institutions",
    "projects.Area": "names of subjects",
    "projects.Institution": "names of institutions",
    "projects.Perspective": "names of perspectives",
    "projects.Programme": "the name of the programme",
    "projects.Programme_committee": "goes with the person",
    "projects.Project": "its people are memberships",
    "registrations.Part": "names of dinners and excursions",
    "submissions.TalkType": "names of kinds of talks",
    "submissions.Track": "names of subjects",
    "socialaccount.SocialApp": "names of providers",
}


def may_hold_people(model):
    return any(
        isinstance(field, models.EmailField)
        or (field.is_relation and field.related_model in (User, Person))
        or field.name == "name"
        or field.name.endswith("_name")
        for field in model._meta.get_fields()
        if field.concrete
    )


def test_every_model_of_peoples_data_is_looked_after():
    held = {model for holding in HOLDINGS for model in holding.HOLDS}
    suspects = filter(may_hold_people, apps.get_models(include_auto_created=True))

    assert {model._meta.label for model in suspects if model not in held} == set(OTHERWISE)


def test_no_model_is_looked_after_twice():
    held = [model for holding in HOLDINGS for model in holding.HOLDS]

    assert len(held) == len(set(held))


def test_nobody_has_nothing(db):
    nobody = Subject()

    for holding in HOLDINGS:
        assert list(holding.stored(nobody)) == []
        holding.erase(nobody, keep_names=False)


def test_every_holding_answers_for_its_settings(db):
    preferences = Preferences.current()

    for holding in HOLDINGS:
        assert all(one.title and one.sentences for one in holding.statements(preferences))
