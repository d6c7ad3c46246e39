"""Where the keys and items of a TOML text stand: its parser tells values only."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable

from ..errors import Place
from ..span import Lines

Path_ = tuple[str | int, ...]
_GAP = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
_STRING = re.compile(r'"""(?:\\.|[^\\])*?"{3,5}|\'\'\'.*?\'{3,5}|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'', re.DOTALL)
_PLAIN = re.compile(r"[^,\]}#\n]+")  # a number, a date, true or false
_KEY = re.compile(r'[A-Za-z0-9_-]+|"(?:\\.|[^"\\\n])*"|\'[^\'\n]*\'')
_SPACES = re.compile(r"[ \t]*")


def places_in(text: str, file: str) -> dict[Path_, Place]:
    """Where each key and each item of an array begins, in a text that is valid TOML."""
    lines = Lines(text)
    return {path: Place(file, *lines.of(at)) for path, at in _Reader(text).read().items()}


class _Reader:
    """Walks over a valid text once, and takes down where each path begins."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts: dict[Path_, int] = {}
        self._tables: dict[Path_, int] = {}  # how many tables an array of tables has

    def read(self) -> dict[Path_, int]:
        table: Path_ = ()
        while self._next():
            table = self._header() if self._next() == "[" else self._entry(table)
        return self._starts

    def _next(self) -> str:
        """The character behind spaces, line ends and comments; nothing at the end."""
        self._pass(_GAP)
        return self._text[self._at : self._at + 1]

    def _pass(self, expected: re.Pattern[str]) -> str:
        found = expected.match(self._text, self._at)
        assert found, "a valid text has it here"
        self._at = found.end()
        return found[0]

    def _header(self) -> Path_:
        brackets = 2 if self._text.startswith("[[", self._at) else 1
        self._at += brackets
        path = self._key(())
        self._next()
        self._at += brackets
        if brackets == 2:
            self._tables[path] = self._tables.get(path, -1) + 1
            path = (*path, self._tables[path])
        return path

    def _entry(self, table: Path_) -> Path_:
        path = self._key(table)
        self._next()
        self._at += 1  # the equals sign
        self._value(path)
        return table

    def _key(self, path: Path_) -> Path_:
        """A key with its dots, below a path."""
        while True:
            self._pass(_GAP)
            start = self._at
            path = (*path, _unquoted(self._pass(_KEY)))
            self._starts.setdefault(path, start)
            self._pass(_SPACES)
            if self._text[self._at : self._at + 1] != ".":
                return path
            self._at += 1

    def _value(self, path: Path_) -> None:
        match self._next():
            case "[":
                self._several("]", lambda number: self._item((*path, number)))
            case "{":
                self._several("}", lambda _: self._entry(path))
            case '"' | "'":
                self._pass(_STRING)
            case _:
                self._pass(_PLAIN)

    def _item(self, path: Path_) -> None:
        self._starts[path] = self._at
        self._value(path)

    def _several(self, end: str, one: Callable[[int], object]) -> None:
        self._at += 1
        number = 0
        while self._next() != end:
            one(number)
            number += 1
            if self._next() == ",":
                self._at += 1
        self._at += 1


def _unquoted(key: str) -> str:
    return str(tomllib.loads(f"key = {key}")["key"]) if key[0] in "\"'" else key
