"""The few words that reports need beside the rules' own, and how they are put together."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources
from types import MappingProxyType

import yaml

from ..score import CERTAIN


@cache
def words_of(lang: str) -> Mapping[str, str]:
    """The few words the reports themselves need, in the language of the messages."""
    text = resources.files(__package__).joinpath("words.yml").read_text(encoding="utf-8")
    return MappingProxyType(yaml.load(text, Loader=yaml.BaseLoader)[lang])


def counted(count: int, what: str, words: Mapping[str, str]) -> str:
    """``1 draft``, ``2 drafts``: both forms stand side by side in the list of words."""
    one, _, many = words[what].partition("|")
    return f"{count} {(many or one) if count != 1 else one}"


def number(value: float, lang: str) -> str:
    """Two decimals, with the comma of Vietnamese; ∞ for odds of what is certain."""
    if value >= CERTAIN:
        return "∞"
    return f"{value:.2f}".replace(".", "," if lang == "vi" else ".")
