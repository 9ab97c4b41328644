"""Who must not judge what: each kind of conflict is found from what the portal knows."""

import datetime

import pytest
from allauth.account.models import EmailAddress
from dateutil.relativedelta import relativedelta
from django.utils import timezone

from events.reviews import conflicts
from events.reviews.conflicts import Kind
from events.reviews.models import Reviewer
from events.submissions.models import Submission
from projects.models import Affiliation, Alias
from tests.factories.projects import InstitutionFactory, PersonFactory
from tests.factories.publications import PublicationFactory
from tests.factories.reviews import DeclaredConflictFactory, ReviewerFactory
from tests.factories.submissions import CoAuthorFactory, SubmissionFactory


def found(reviewer):
    """Return the kind of conflict with the only talk there is, None where there is none."""
    reviewers = Reviewer.objects.filter(pk=reviewer.pk).for_desk()
    kinds = [one.kind for one in conflicts.among(reviewers, Submission.objects.all()).values()]
    return kinds[0] if kinds else None


def years_ago(number):
    return str(timezone.localdate().year - number)


def test_nothing_stands_between_strangers(reviewer, talk):
    assert found(reviewer) is None


# --- The same person ------------------------------------------------------------------------------


def test_nobody_judges_what_they_submitted(reviewer, talk):
    Submission.objects.update(submitter=reviewer.user)

    assert found(reviewer) == Kind.AUTHOR


def test_nobody_judges_what_somebody_else_submitted_with_them_as_speaker(reviewer, talk):
    Submission.objects.update(speaker_name="RITA  Reviewsome")

    assert found(reviewer) == Kind.AUTHOR


def test_nobody_judges_what_they_are_a_co_author_of(reviewer, talk):
    CoAuthorFactory(submission=talk, person=reviewer.user.person)

    assert found(reviewer) == Kind.AUTHOR


def test_a_co_author_is_known_by_a_proved_address_in_any_case(reviewer, talk):
    EmailAddress.objects.create(user=reviewer.user, email="rita@example.net", verified=True)
    CoAuthorFactory(submission=talk, name="R. R.", email="Rita@Example.net")

    assert found(reviewer) == Kind.AUTHOR


def test_an_address_that_is_not_proved_says_nothing(reviewer, talk):
    EmailAddress.objects.create(user=reviewer.user, email="rita@example.net", verified=False)
    CoAuthorFactory(submission=talk, name="R. R.", email="rita@example.net")

    assert found(reviewer) is None


def test_a_co_author_of_the_same_name_is_taken_for_the_same(reviewer, talk):
    CoAuthorFactory(submission=talk, name="Rita Reviewsome")

    assert found(reviewer) == Kind.AUTHOR


# --- The same institution -------------------------------------------------------------------------


@pytest.fixture
def university():
    return InstitutionFactory(name="University of Sampling")


def put(person, institution, **facts):
    return Affiliation.objects.create(person=person, institution=institution, **facts)


def test_the_institution_of_the_author_is_no_judge(reviewer, talk, university):
    for user in (reviewer.user, talk.submitter):
        put(user.person, university)

    assert found(reviewer) == Kind.INSTITUTION


def test_nor_that_of_a_co_author(reviewer, talk, university):
    other = PersonFactory()
    CoAuthorFactory(submission=talk, person=other, affiliation="")
    for person in (reviewer.user.person, other):
        put(person, university)

    assert found(reviewer) == Kind.INSTITUTION


@pytest.mark.parametrize("over", [{"is_former": True}, {"end": "2020"}, {"end": "2020-03-31"}])
@pytest.mark.parametrize("who", ["reviewer", "author"])
def test_where_somebody_was_before_does_not_matter(reviewer, talk, university, over, who):
    facts = {"reviewer": {}, "author": {}} | {who: over}
    put(reviewer.user.person, university, **facts["reviewer"])
    put(talk.submitter.person, university, **facts["author"])

    assert found(reviewer) is None


@pytest.mark.parametrize(
    "typed",
    [
        "University of Sampling",
        "UNIVERSITY OF SAMPLING",
        "Institute of Chance, University of Sampling",
        "usamp",
        "Muster-Universität; Abteilung 2",
    ],
)
@pytest.mark.parametrize("who", ["speaker", "co-author"])
def test_a_typed_affiliation_is_known_by_name_and_alias(reviewer, talk, university, typed, who):
    Alias.objects.create(institution=university, name="USamp")
    Alias.objects.create(institution=university, name="Muster-Universitat")
    put(reviewer.user.person, university)
    if who == "speaker":
        Submission.objects.update(affiliation=typed)
    else:
        CoAuthorFactory(submission=talk, affiliation=typed)

    assert found(reviewer) == Kind.INSTITUTION


def test_a_name_that_only_begins_alike_is_another_place(reviewer, talk, university):
    put(reviewer.user.person, university)
    Submission.objects.update(affiliation="University of Sampling North")

    assert found(reviewer) is None


# --- Published together ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "kind"),
    [
        (years_ago(0), Kind.CO_AUTHOR),
        (years_ago(3), Kind.CO_AUTHOR),  # may have appeared on its last day
        (years_ago(4), None),
        (None, Kind.CO_AUTHOR),  # about to appear
    ],
)
def test_who_published_together_of_late_does_not_judge(reviewer, talk, date, kind):
    PublicationFactory(authors=[reviewer.user.person, talk.submitter.person], date=date)

    assert found(reviewer) == kind


def test_three_years_are_counted_to_the_day(reviewer, talk):
    limit = timezone.localdate() - relativedelta(years=3)
    paper = PublicationFactory(
        authors=[reviewer.user.person, talk.submitter.person], date=str(limit)
    )
    assert found(reviewer) == Kind.CO_AUTHOR

    paper.date = str(limit - datetime.timedelta(days=1))
    paper.save()
    assert found(reviewer) is None


def test_a_paper_with_a_co_author_counts_as_well(reviewer, talk):
    other = PersonFactory()
    CoAuthorFactory(submission=talk, person=other)
    PublicationFactory(authors=[other, reviewer.user.person], date=None)

    assert found(reviewer) == Kind.CO_AUTHOR


def test_two_authors_who_wrote_together_do_not_concern_the_reviewer(reviewer, talk):
    other = PersonFactory()
    CoAuthorFactory(submission=talk, person=other)
    PublicationFactory(authors=[other, talk.submitter.person], date=None)

    assert found(reviewer) is None


# --- Declared, and all of it at once --------------------------------------------------------------


def test_a_declared_conflict_is_one_with_its_words(reviewer, talk):
    DeclaredConflictFactory(reviewer=reviewer, submission=talk, why="My sister")

    (conflict,) = conflicts.among([reviewer], Submission.objects.all()).values()
    assert (conflict.kind, str(conflict)) == (Kind.DECLARED, "declared: My sister")


def test_it_concerns_that_reviewer_alone(reviewer, talk):
    other = ReviewerFactory(call=talk.call)
    DeclaredConflictFactory(reviewer=reviewer, submission=talk)

    assert found(other) is None


def test_a_whole_list_costs_no_more_than_one(reviewer, talk, django_assert_num_queries):
    def all_of_it(number):
        reviewers = list(Reviewer.objects.filter(call=talk.call).for_desk())
        with django_assert_num_queries(9):
            return conflicts.among(reviewers, Submission.objects.all())

    university = InstitutionFactory()
    put(reviewer.user.person, university)
    put(talk.submitter.person, university)
    CoAuthorFactory(submission=talk, person=PersonFactory())
    assert len(all_of_it(1)) == 1

    for _ in range(5):
        more = ReviewerFactory(call=talk.call)
        put(PersonFactory(user=more.user), university)
        submission = SubmissionFactory(call=talk.call)
        put(PersonFactory(user=submission.submitter), university)
        CoAuthorFactory(submission=submission, person=PersonFactory())
    assert len(all_of_it(6)) == 36


def test_an_erased_reviewer_and_a_talk_without_an_author_are_no_trouble(reviewer, talk):
    Reviewer.objects.update(user=None)
    Submission.objects.update(submitter=None)

    assert found(Reviewer.objects.get()) is None
