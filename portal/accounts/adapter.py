from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Signing up is by invitation: nobody opens an account alone."""

    def is_open_for_signup(self, request):
        return False
