"""Folded text as bytes, one for each code point: an automaton's places in it are places in the text as they are.

What stands between syllables is told from letters by one table, at the speed of copying.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable

_NONE = "\ufffe"  # stands for no character
_LETTER, _MARK = 0xFF, 0x01  # letters and marks that no spelling has
_ASCII = "".join(chr(n) if n in (0, 10) or 32 <= n < 127 else _NONE for n in range(128))


class Codepage:
    """A byte of its own for each character of ASCII and of the spellings, as far as there are bytes."""

    def __init__(self, spellings: Iterable[str]) -> None:
        known = sorted(set("".join(spellings)).difference(_ASCII))[: _LETTER - len(_ASCII)]
        table = (_ASCII + "".join(c for c in known if c <= "\uffff")).ljust(256, _NONE)
        self._map = codecs.charmap_build(table)
        self._spaces = bytes(n if c.isalnum() or n == _LETTER else 0x20 for n, c in enumerate(table))

    def encoded(self, text: str) -> bytes:
        """The text, a byte for each code point."""
        return codecs.charmap_encode(text, _UNKNOWN, self._map)[0]

    def spaced(self, encoded: bytes) -> bytes:
        """The same, with a space for everything between syllables."""
        return encoded.translate(self._spaces)

    @staticmethod
    def is_exact(encoded: bytes) -> bool:
        """Tell whether no other text has these bytes."""
        return _LETTER not in encoded and _MARK not in encoded


def _of_unknown(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    unknown = error.object[error.start : error.end]
    return bytes(_LETTER if c.isalnum() else _MARK for c in unknown), error.end


_UNKNOWN = "content_guard.unknown"
codecs.register_error(_UNKNOWN, _of_unknown)
