from allauth.account.adapter import get_adapter
from django import template

register = template.Library()


@register.simple_tag(takes_context=True)
def signup_is_open(context):
    """Tell whether somebody may open an account without being invited."""
    return get_adapter().is_open_for_signup(context["request"])
