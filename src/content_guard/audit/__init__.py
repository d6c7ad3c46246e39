"""An archive of drafts, read once: what each rule would have asked, where, and what changed against another pack."""

from .archive import Entry, entries, size_of
from .seen import Excerpt, Seen, Trial, died_on, see
from .tally import Against, Audit, RuleTally, Shift, Tally

__all__ = [
    "Against",
    "Audit",
    "Entry",
    "Excerpt",
    "RuleTally",
    "Seen",
    "Shift",
    "Tally",
    "Trial",
    "died_on",
    "entries",
    "see",
    "size_of",
]
