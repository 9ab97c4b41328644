from django.db import models
from django.utils.translation import gettext_lazy as _

KEPT = 20  # so many moves can be undone


class Plan(models.Model):
    """What organisers have arranged anew in the programme of an event and not released yet.

    It holds only what they touched, as it was and as it is to be (events.timetable.drafting): everything
    else is as it was released, also when that changes.
    """

    event = models.OneToOneField("events.Event", models.CASCADE, related_name="plan")
    entries = models.JSONField(default=dict)
    # The entries before the last moves, the latest last.
    earlier = models.JSONField(default=list)
    # Rises with every change, so that a page learns that somebody else has arranged meanwhile.
    revision = models.PositiveIntegerField(default=0)
    changed_at = models.DateTimeField(_("changed"), auto_now=True)

    class Meta:
        verbose_name = _("draft of a programme")
        verbose_name_plural = _("drafts of programmes")

    def __str__(self):
        return str(self.event)

    def become(self, entries):
        """Hold these entries from now on, and remember those from before."""
        self.earlier = [*self.earlier, self.entries][-KEPT:]
        self.entries = entries
        self._store()

    def undo(self):
        """Hold what was held before the last change; return whether there was one."""
        if not self.earlier:
            return False
        self.entries = self.earlier.pop()
        self._store()
        return True

    def forget(self):
        """Hold nothing: the programme is as it was released."""
        self.entries, self.earlier = {}, []
        self._store()

    def _store(self):
        self.revision += 1
        self.save(update_fields=["entries", "earlier", "revision", "changed_at"])
