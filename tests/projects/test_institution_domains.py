import pytest
from django.core.exceptions import ValidationError

from projects.models import Institution
from tests.factories.projects import InstitutionFactory

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("email", "belongs"),
    [
        ("a.sample@sample.example", True),
        ("a.sample@MATH.Sample.example", True),
        ("a.sample@notsample.example", False),
        ("a.sample@sample.example.org", False),
        ("a.sample@example", False),
        ("no address", False),
    ],
)
def test_an_address_belongs_to_an_institution_by_its_domain_or_one_below(email, belongs):
    university = InstitutionFactory(domains=["other.example", "sample.example"])

    assert list(Institution.objects.with_address(email)) == ([university] if belongs else [])


@pytest.mark.parametrize("domain", ["Sample.example", "@sample.example", "sample", "a b.example"])
def test_what_is_no_domain_is_refused(domain):
    with pytest.raises(ValidationError) as refused:
        InstitutionFactory.build(domains=[domain]).full_clean()

    assert "domains" in refused.value.message_dict
