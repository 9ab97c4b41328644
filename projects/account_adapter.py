from portal.mail import account_adapter
from projects.models import Institution


class AccountAdapter(account_adapter.AccountAdapter):
    """Knows who belongs to the programme: the addresses of its institutions."""

    def may_open_account(self, email):
        return Institution.objects.with_address(email).exists()
