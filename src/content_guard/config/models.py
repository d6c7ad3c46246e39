"""What people write in a configuration: its keys and the values they may have."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool

from ..finding import SUP
from ..text.view import clean


def _kebab(name: str) -> str:
    return name.replace("_", "-")


def _in_full(written: Any) -> Any:
    """``HED101 = "off"`` says the same as ``HED101 = {off = true}``."""
    match written:
        case "off":
            return {"off": True}
        case "on":
            return {}
        case "error" | "warning" | "info":
            return {"severity": written}
        case dict():
            return written
    raise ValueError("expected one of off, on, error, warning, info, or a table with severity, odds, off")


def _seen(phrase: str) -> str:
    if not clean(phrase):
        raise ValueError("expected words, found only spaces or unseen characters")
    return phrase


def _positive(pattern: str) -> str:
    if pattern.startswith("!"):
        raise ValueError("expected a pattern without !; name what is meant")
    if not pattern.strip("/ ") or pattern.startswith("#") or pattern.endswith("\\"):
        raise ValueError("expected a pattern as in .gitignore, such as tin/*.md or loa/")
    return pattern


Words = Annotated[str, Field(min_length=1)]
Phrase = Annotated[str, AfterValidator(_seen)]
Pattern = Annotated[str, AfterValidator(_positive)]
Several = tuple[Words, ...]


class Written(BaseModel):
    """Base of everything people write: unknown keys are refused, names are kebab-case."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab)


class RuleModel(Written):
    """A rule, or all rules whose code begins so."""

    severity: Literal["error", "warning", "info"] | None = None
    odds: Annotated[float, Field(strict=True, gt=0, le=100)] | None = None
    off: StrictBool = False


_Short = Literal["off", "on", "error", "warning", "info"]
_Rule = Annotated[RuleModel, BeforeValidator(_in_full, json_schema_input_type=_Short | RuleModel)]


def _with_odds(rules: dict[str, RuleModel]) -> dict[str, RuleModel]:
    for codes, rule in rules.items():
        if codes.startswith(SUP) and rule.odds is not None:
            raise ValueError(f"expected severity or off for {codes}: what is said of comments is certain, without odds")
    return rules


class Settings(Written):
    """A configuration file. What is left out is as the file it extends says, or as content-guard does by itself."""

    extend: Words | None = None
    packs: Annotated[Several, Field(min_length=1)] | None = None
    extend_packs: Several = ()
    select: Several | None = None
    extend_select: Several = ()
    ignore: Several | None = None
    extend_ignore: Several = ()
    preview: StrictBool | None = None
    lang: Literal["vi", "en"] | None = None
    min_score: Annotated[float, Field(strict=True, ge=0, le=1, allow_inf_nan=False)] | None = None
    max_megabytes: Annotated[float, Field(strict=True, gt=0, allow_inf_nan=False)] | None = None
    baseline: Words | None = None
    fail_on: Literal["error", "warning", "info", "never"] | None = None
    accept: tuple[Phrase, ...] = ()
    include: tuple[Pattern, ...] | None = None
    exclude: tuple[Pattern, ...] = ()
    rules: Annotated[dict[Words, _Rule], AfterValidator(_with_odds)] = {}
    per_file_ignores: dict[Pattern, Several] = {}
