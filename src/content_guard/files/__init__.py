"""The files that are drafts: those below a folder, and the one that a path means."""

from .ignores import Ignores
from .walking import LeftOut, Skipped, Unread, Walk, is_draft, is_read, on_disk, too_large, why_skipped

__all__ = [
    "Ignores",
    "LeftOut",
    "Skipped",
    "Unread",
    "Walk",
    "is_draft",
    "is_read",
    "on_disk",
    "too_large",
    "why_skipped",
]
