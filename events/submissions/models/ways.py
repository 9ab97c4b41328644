from django.urls import reverse


class Ways:
    """The addresses at which an author does things with a submission, by account or by the link of an invitation.

    Both sets of routes have the same names: `ways["take-up-again"]`, in templates `ways.take_up_again`.
    """

    def __init__(self, namespace, key):
        self.namespace, self.key = namespace, key

    def __getitem__(self, name):
        return reverse(f"{self.namespace}:{name.replace('_', '-')}", args=[self.key])
