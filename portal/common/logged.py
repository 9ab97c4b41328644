"""What may stand in the log: not the keys by which addresses in letters open something."""

import logging
import re

# A long step of an address with a capital letter in it: tokens and signatures have one, slugs never do.
KEY = re.compile(r"(?<=/)(?=[^/\s]*[A-Z])[\w:.=-]{24,}(?=/)")


class WithoutKeys(logging.Filter):
    """Lets everything through, and puts "…" in place of keys in addresses."""

    def filter(self, record):
        if isinstance(record.args, tuple):
            record.args = tuple(_without_keys(arg) for arg in record.args)
        record.msg = _without_keys(record.msg)
        return True


def _without_keys(said):
    return KEY.sub("…", said) if isinstance(said, str) else said
