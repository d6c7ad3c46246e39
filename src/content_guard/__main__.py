"""``python -m content_guard``: the same as ``content-guard``."""

from __future__ import annotations

import sys

from .entrances.cli import main

if __name__ == "__main__":
    sys.exit(main())
