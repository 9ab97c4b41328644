"""Pages that are the same for everybody, kept as long as what they show is the same.

A page is kept under all that it depends on: the rows it shows, as the database has them at this moment, what was
asked for, and the language. So nobody has to tell that something changed: after an edit the very next request asks
for another page. See docs/operation.md.
"""

from portal.common.kept.memory import memory
from portal.common.kept.page import Made, page
from portal.common.kept.rows import Rows

__all__ = ["Made", "Rows", "memory", "page"]
