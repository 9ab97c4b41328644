"""Two people act at the same time, each over a connection of their own."""

import threading

from django.db import connection

from tests.common.waiting import somebody_waits_for_me

PATIENCE = 60


class Meeting:
    """Holds who comes first, just before writing, until the other is as far as it can come."""

    def __init__(self):
        self.arrived = 0
        self.changed = threading.Condition()

    def wait_for_the_other(self):
        with self.changed:
            self.arrived += 1
            self.changed.notify_all()
            for _ in range(PATIENCE * 100):
                if self.arrived == 2 or somebody_waits_for_me():
                    return
                self.changed.wait(0.01)
        raise AssertionError("the second one came neither to the lock nor past it")

    def before(self, monkeypatch, model, field):
        """Meet before `field` of a row of `model` is saved."""
        save = model.save

        def save_after_meeting(row, *args, **kwargs):
            if field in (kwargs.get("update_fields") or ()):
                self.wait_for_the_other()
            save(row, *args, **kwargs)

        monkeypatch.setattr(model, "save", save_after_meeting)


def at_once(*actions):
    """Run each action in a thread of its own; return what they returned, in their order."""
    results = [None] * len(actions)

    def run(number, action):
        try:
            results[number] = action()
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(actions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results
