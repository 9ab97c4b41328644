from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from events import when
from portal.common.text import plain


class MoveForm(forms.Form):
    """To which date a talk moves."""

    to = forms.ChoiceField(label=gettext_lazy("To"), widget=forms.RadioSelect)

    def __init__(self, data, *, targets):
        super().__init__(data, initial={"to": targets[0].key if targets else ""})
        self.targets = targets
        to: Any = self.fields["to"]
        to.choices = [(one.key, self._label(one)) for one in targets]

    @property
    def target(self):
        """The target that was chosen."""
        return next(one for one in self.targets if one.key == self.cleaned_data["to"])

    @staticmethod
    def _label(target):
        facts = {"when": when.moment(target.starts_at, target.zone)}
        if target.session is None:
            return _("%(when)s, the next date of the rhythm") % facts
        facts["title"] = plain(target.session.title)
        return _("%(when)s: %(title)s") % facts
