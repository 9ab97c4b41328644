from portal.mail.models.claim import Claim
from portal.mail.models.delivery import WAITING, Delivery, State
from portal.mail.models.message import Message
from portal.mail.models.subscription import Frequency, Subscription
from portal.mail.models.suppression import Suppression
from portal.mail.models.topic import Topic

__all__ = [
    "WAITING",
    "Claim",
    "Delivery",
    "Frequency",
    "Message",
    "State",
    "Subscription",
    "Suppression",
    "Topic",
]
