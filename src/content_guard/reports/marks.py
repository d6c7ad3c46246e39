"""Text in Markdown: marks that would be read as markup are escaped, and no others, so that a terminal shows it well."""

from __future__ import annotations

import re
from collections.abc import Iterable

_MARK = re.compile(
    r"""
    [\\`*<]                                  # may open something anywhere
  | (?<![^\W_])_|_(?![^\W_])                 # emphasis, unless within a word
  | ~(?=~)                                   # struck through
  | \](?=[(\[:])                             # the end of a link's text
  | &(?=\#?\w+;)                             # an entity
  | ^(?:[-+](?=\s)|[=>#|]|-(?=-))            # what only opens a line
  | (?<=^\d)[.)](?=\s)|(?<=^\d\d)[.)](?=\s)|(?<=^\d\d\d)[.)](?=\s)|(?<=^\d\d\d\d)[.)](?=\s)
    """,
    re.X,
)


def escaped(text: str) -> str:
    """One line of Markdown that shows ``text``; runs of white space become one space."""
    return _MARK.sub(r"\\\g<0>", " ".join(text.split()))


def listed(lines: Iterable[str]) -> str:
    """A list, an item a line."""
    return "\n".join(f"- {line}" for line in lines)
