import uuid
from datetime import timedelta

from allauth.account import app_settings
from django.conf import settings
from django.contrib.sites.shortcuts import get_current_site
from django.template import TemplateDoesNotExist
from django.utils import timezone
from django.utils.translation import get_language

from portal.accounts import adapter
from portal.mail import letters, outbox
from portal.mail.letters import Letter, Recipient


class AccountAdapter(adapter.AccountAdapter):
    """Sends the mails of signing in through the outbox, before everything else that waits there."""

    def send_mail(self, template_prefix, email, context):
        """Queue the letter for this occasion, in the portal's own words where it has some."""
        occasion = template_prefix.rpartition("/")[2]
        user = context.get("user")
        facts = {
            "kind": f"account-{occasion}",
            "about": f"user:{user.pk}" if user else "visitor",
            "version": str(uuid.uuid4()),
            "to": [Recipient(email)],
            "language": get_language() or "",
            "confidential": True,
            "urgent": True,
            "expires_at": _expiry(occasion),
        }
        try:
            letter = letters.from_template(f"mail/account/{occasion}.txt", context, **facts)
        except TemplateDoesNotExist:
            letter = self._in_words_of_allauth(template_prefix, email, context, facts)
        outbox.queue(letter)

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """Tell somebody what was done to their account."""
        super().send_notification_mail(
            template_prefix, user, {"user": user} | (context or {}), email
        )

    def _in_words_of_allauth(self, template_prefix, email, context, facts):
        site = get_current_site(self.request)
        mail = self.render_mail(
            template_prefix, email, {"email": email, "current_site": site} | context
        )
        return Letter(subject=mail.subject, text=mail.body, **facts)


def _expiry(occasion):
    """Return when the key in a mail stops opening anything."""
    seconds = {
        "login_code": app_settings.LOGIN_BY_CODE_TIMEOUT,
        "password_reset_key": settings.PASSWORD_RESET_TIMEOUT,
    }.get(occasion)
    return seconds and timezone.now() + timedelta(seconds=seconds)
