"""What applies to a draft, and who said so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ..errors import ConfigError
from ..limits import LARGEST, MEGABYTE
from ..packs import DEFAULT_PACKS
from .overrides import Glob, Overrides, PathIgnore, RuleSetting

_T = TypeVar("_T")
DEFAULT = "default"


@dataclass(frozen=True, slots=True)
class Said(Generic[_T]):
    """A setting, and where it comes from: ``file:line:column``, the command line, or nobody (``default``)."""

    value: _T
    where: str = DEFAULT


def values(several: Iterable[Said[_T]]) -> tuple[_T, ...]:
    """The settings alone."""
    return tuple(said.value for said in several)


@dataclass(frozen=True, slots=True)
class Configuration:
    """Everything that can be set, each with its origin. ``files`` are those that were read, the nearest first."""

    files: tuple[str, ...] = ()
    packs: tuple[Said[str], ...] = tuple(map(Said, DEFAULT_PACKS))
    select: tuple[Said[str], ...] = ()
    ignore: tuple[Said[str], ...] = ()
    preview: Said[bool] = Said(False)
    lang: Said[str] = Said("vi")
    min_score: Said[float] = Said(0.5)
    max_megabytes: Said[float] = Said(LARGEST / MEGABYTE)
    baseline: Said[str | None] = Said(None)
    fail_on: Said[str] = Said("error")
    accept: tuple[Said[str], ...] = ()
    include: tuple[Said[Glob], ...] = ()
    exclude: tuple[Said[Glob], ...] = ()
    rules: tuple[Said[RuleSetting], ...] = ()
    per_file_ignores: tuple[Said[PathIgnore], ...] = ()

    def arguments(self) -> dict[str, Any]:
        """What a guard is to be made with. Equal arguments make equal guards."""
        return {
            "packs": values(self.packs),
            "select": values(self.select),
            "ignore": values(self.ignore),
            "lang": self.lang.value,
            "min_score": self.min_score.value,
            "preview": self.preview.value,
            "max_megabytes": self.max_megabytes.value,
            "baseline": self.baseline.value,
            "accept": values(self.accept),
            "overrides": Overrides(values(self.rules), values(self.per_file_ignores)),
        }

    @property
    def largest(self) -> float:
        """The most bytes that a file may have."""
        return self.max_megabytes.value * MEGABYTE

    def leaves_out(self, path: str) -> Said[Glob] | None:
        """The pattern of ``exclude`` that covers a file, or a folder whose path ends with a slash."""
        return next((said for said in self.exclude if said.value.covers(path)), None)

    def includes(self, path: str) -> bool:
        """Tell whether ``include`` covers a file; left out, it covers all."""
        return not self.include or any(said.value.covers(path) for said in self.include)

    def placed(self, error: ConfigError) -> ConfigError:
        """The same error, with the place where what it is about was written, if it was written in a file."""
        for setting, value, where in self._codes():
            if value == error.about and ":" in where:
                return ConfigError(f"{where} {setting}: {error}", about=value)
        return error

    def _codes(self) -> Iterator[tuple[str, str, str]]:
        for setting, several in (("select", self.select), ("ignore", self.ignore)):
            yield from ((setting, said.value, said.where) for said in several)
        yield from (("rules", said.value.codes, said.where) for said in self.rules)
        for said in self.per_file_ignores:
            yield from (("per-file-ignores", code, said.where) for code in said.value.codes)


NOTHING_SET = Configuration()
