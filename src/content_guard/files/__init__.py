"""The files that are drafts: those below a folder, and the one that a path means."""

from .ignores import Ignores
from .walking import Skipped, Unread, drafts_below, on_disk

__all__ = ["Ignores", "Skipped", "Unread", "drafts_below", "on_disk"]
