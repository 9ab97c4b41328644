"""What the portal knows of addresses and names already, asked for all of them at once."""

from allauth.account.models import EmailAddress

from portal.accounts.models import User
from projects.invitations.models import Invitation
from projects.models import Membership, Person
from projects.names import folded


def owners(emails):
    """Return the account of each address that belongs to one, by address."""
    confirmed = EmailAddress.objects.filter(email__in=emails, verified=True)
    of_account = User.objects.filter(email__in=emails)
    return {address.email: address.user for address in confirmed.select_related("user")} | {
        user.email: user for user in of_account
    }


def owner(email):
    """Return the account this address belongs to, None where there is none."""
    return owners([email]).get(email)


class Known:
    """Accounts, pages, memberships and invitations of everybody in a list, in five queries."""

    def __init__(self, recipients, *, project):
        self.project = project
        emails = [recipient.email for recipient in recipients]
        self._owners = owners(emails)
        waiting = Invitation.objects.unanswered().filter(email__in=emails, project=project)
        self._invitations = {one.email: one for one in waiting.select_related("person", "project")}
        self._pages = {
            person.user_id: person for person in Person.objects.filter(user__in=self._accounts)
        }
        self._team = set()
        if project:
            team = Membership.objects.current().filter(project=project)
            self._team = set(team.values_list("person", flat=True))

    @property
    def _accounts(self):
        return list(self._owners.values())

    def account(self, email):
        """Return the account of the address."""
        return self._owners.get(email)

    def page(self, email):
        """Return the page of the account of the address."""
        account = self.account(email)
        return self._pages.get(account.pk) if account else None

    def invitation(self, email):
        """Return the invitation to this project, or to none, that the address has not answered."""
        return self._invitations.get(email)

    def is_in_team(self, person):
        """Tell whether the person has a part in the project."""
        return person.pk in self._team


def namesakes(recipients, *, project, by_coordinator):
    """Return the one page without an account that bears a recipient's name, by folded name.

    Who leads a project may hand over pages of its own people alone, and none that opens another
    project: a name is easily borrowed.
    """
    names = {folded(recipient.name) for recipient in recipients if recipient.name}
    people = Person.objects.filter(search_name__in=names, user=None, is_sample=False)
    if not by_coordinator:
        elsewhere = Membership.objects.leading().exclude(project=project)
        team = Membership.objects.current().filter(project=project)
        people = people.filter(pk__in=team.values("person")).exclude(
            pk__in=elsewhere.values("person")
        )
    by_name: dict[str, list[Person]] = {}
    for person in people.with_affiliations():
        by_name.setdefault(person.search_name, []).append(person)
    return {name: found[0] for name, found in by_name.items() if len(found) == 1}
