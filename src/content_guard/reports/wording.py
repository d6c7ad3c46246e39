"""The words of one report, in a file of its own: language → name → text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml


@cache
def wording(file: str, lang: str) -> Mapping[str, str]:
    """The words of a file beside this module, in the language of the messages."""
    text = resources.files(__package__).joinpath(file).read_text(encoding="utf-8")
    found: dict[str, str] = yaml.load(text, Loader=yaml.BaseLoader)[lang]
    return MappingProxyType(found)
