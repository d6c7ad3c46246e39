"""Which rules are on: codes are named by their beginnings."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Sequence

from . import suppressions
from .errors import ConfigError
from .rule import Rule


def demand_known(prefixes: Iterable[str], rules: Iterable[Rule]) -> None:
    """Raise ConfigError for a beginning that no code has, with what may have been meant."""
    known = (*(rule.code for rule in rules), *suppressions.NOTICES)
    for prefix in prefixes:
        if not any(code.startswith(prefix) for code in known):
            raise ConfigError(f"No rule's code begins with {prefix!r}. {_meant(prefix, known)}", about=prefix)


def _meant(prefix: str, known: Sequence[str]) -> str:
    """What may have been meant by a code that there is not."""
    near = difflib.get_close_matches(prefix.upper(), sorted({*known, *(code[:3] for code in known)}), n=3, cutoff=0.7)
    families = ", ".join(dict.fromkeys(code[:3] for code in known))
    return f"Did you mean {' or '.join(near)}?" if near else f"Use a code or its beginning: {families} …"


def is_wanted(code: str, select: tuple[str, ...], ignore: tuple[str, ...]) -> bool:
    """Tell whether a code is selected, as all are where none is, and not ignored."""
    return (not select or code.startswith(select)) and not (ignore and code.startswith(ignore))
