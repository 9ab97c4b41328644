from portal.mail.letters import Recipient
from portal.mail.models import Subscription


def audience(topic):
    """Return everybody a letter on this topic goes to: confirmed, not ended, account not closed."""
    subscriptions = Subscription.objects.active().to(topic).exclude(user__is_active=False)
    return [
        Recipient(email=email, name=name or "", user_id=user_id)
        for email, name, user_id in subscriptions.order_by("email").values_list(
            "email", "user__name", "user"
        )
    ]
