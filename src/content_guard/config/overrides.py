"""What a configuration changes of rules: severity, odds, off; and which are off below a path."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ..finding import Severity
from ..rule import Rule
from .paths import absolute

if TYPE_CHECKING:
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern


@dataclass(frozen=True, slots=True)
class RuleSetting:
    """A change of every rule whose code begins with ``codes``. Of several, the longest beginning speaks last.

    ``odds`` is a factor; a finding shows it among the steps of its score under the words of ``source``.
    """

    codes: str
    severity: Severity | None = None
    odds: float | None = None
    off: bool = False
    source: str = "configuration"


@dataclass(frozen=True, slots=True)
class Glob:
    """A pattern as in .gitignore, read from a folder; it also covers what lies below a folder that it names."""

    pattern: str
    base: str  # the folder, absolute

    def covers(self, path: str) -> bool:
        """Tell whether it covers a file, or a folder whose path ends with a slash."""
        whole = absolute(Path(path))
        if not whole.is_relative_to(self.base):
            return False
        below = _nfc(whole.relative_to(self.base).as_posix()) + ("/" if path.endswith("/") else "")
        return _pattern(self.pattern).match_file(below) is not None


@dataclass(frozen=True, slots=True)
class PathIgnore:
    """Beginnings of codes whose rules are off for the files that a pattern covers."""

    glob: Glob
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Overrides:
    """Everything a configuration changes of the rules that packs, ``select`` and ``ignore`` have left."""

    rules: tuple[RuleSetting, ...] = ()
    paths: tuple[PathIgnore, ...] = ()

    @property
    def codes(self) -> tuple[str, ...]:
        """Every beginning of a code that is named."""
        return (*(setting.codes for setting in self.rules), *(code for path in self.paths for code in path.codes))

    @property
    def named(self) -> tuple[str, ...]:
        """Every beginning of a code whose rules are changed and not off."""
        return tuple(setting.codes for setting in self.rules if not setting.off)

    def of(self, code: str) -> RuleSetting:
        """What is changed of one rule."""
        found = RuleSetting(code)
        for setting in sorted(self.rules, key=lambda s: len(s.codes)):
            if code.startswith(setting.codes):
                found = replace(found, off=setting.off, severity=setting.severity or found.severity)
                if setting.odds is not None:
                    found = replace(found, odds=setting.odds, source=setting.source)
        return found

    def applied(self, rules: Iterable[Rule]) -> Iterator[Rule]:
        """The rules that are not off, each as it is wanted."""
        for rule in rules:
            wanted = self.of(rule.code)
            if not wanted.off:
                severity = wanted.severity or rule.severity
                steps = ((wanted.source, wanted.odds),) if wanted.odds is not None else ()
                yield replace(rule, severity=severity, configured=steps)

    def off_at(self, path: str) -> tuple[str, ...]:
        """The beginnings of codes whose rules are off for a file."""
        return tuple(dict.fromkeys(code for ignore in self.paths if ignore.glob.covers(path) for code in ignore.codes))


NO_OVERRIDES = Overrides()


@cache
def _pattern(written: str) -> GitIgnoreBasicPattern:
    from pathspec.patterns.gitignore.basic import GitIgnoreBasicPattern  # here: only for those who name paths

    return GitIgnoreBasicPattern(_nfc(written))


def _nfc(text: str) -> str:
    """One spelling of what may be composed or not: names of files come in both."""
    return unicodedata.normalize("NFC", text)
