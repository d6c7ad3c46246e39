"""What people write: the shape of pack files and rule files. The JSON Schema is printed from here."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from ..checks import measure
from ..checks.shape import Shape
from ..draft import PartName
from ..finding import Severity


def _kebab(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


class Written(BaseModel):
    """Base of everything people write: unknown keys are refused, names are kebab-case."""

    model_config = ConfigDict(extra="forbid", frozen=True, alias_generator=_kebab, populate_by_name=True)


Name = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Code = Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{3}$")]
Words = Annotated[str, Field(min_length=1)]
Factor = Annotated[float, Field(gt=0, le=100)]


class Both(Written):
    """A text in both languages of the messages."""

    vi: Words
    en: Words


class BothLists(Written):
    """Sentences of advice in both languages."""

    vi: Annotated[tuple[Words, ...], Field(min_length=1)]
    en: Annotated[tuple[Words, ...], Field(min_length=1)]


class LexiconModel(Written):
    """A named list of phrases. One-syllable phrases stand at word edges unless ``boundary`` says otherwise.

    ``plain`` marks words of topic or grammar that are no fault by themselves: no *stock words* for ``evaluate``.
    """

    phrases: tuple[Words, ...] = ()
    includes: tuple[Name, ...] = ()
    shields: tuple[Name, ...] = ()
    boundary: Literal["auto", "word", "syllable"] = "auto"
    case: Literal["fold", "exact"] = "fold"
    plain: bool = False


class ClassModel(Written):
    """A class of words told by its form; ``{list}`` in the expression stands for the phrases of a list."""

    expression: Words
    case: Literal["fold", "exact"] = "fold"


class SignalModel(Written):
    """A property of the surroundings of a match. ``quoted`` also holds within quotes; ``unless`` goes first.

    ``window`` is how far around a match it is looked for where a rule does not say; ``answers`` holds also where the
    match stands in a question and the signal in the sentence behind it; ``outside`` passes over what lies within the
    match, unless a comma sets it apart. Where one of ``includes`` stands, it stands too, but for its own ``unless``.
    """

    says: Both
    phrases: tuple[Words, ...] = ()
    lists: tuple[Name, ...] = ()
    patterns: tuple[Words, ...] = ()
    quoted: bool = False
    window: Literal["sentence", "paragraph"] = "sentence"
    answers: bool = False
    outside: bool = False
    includes: tuple[Name, ...] = ()
    factor: Factor = 1.0
    unless: tuple[Name, ...] = ()


class ExampleModel(Written):
    """A draft of an example; words in [square brackets] are the ones to be marked."""

    headline: str = ""
    lead: str = ""
    body: str = ""


Example = Words | ExampleModel
Examples = Annotated[tuple[Example, ...], Field(min_length=2)]
Factors = tuple[Words, ...] | dict[str, Factor]


class RuleBase(Written):
    """What every rule has, whatever its kind."""

    code: Code
    name: Name
    clause: Words
    severity: Severity
    score: Annotated[float, Field(gt=0, lt=1)]
    message: Both
    advice: BothLists
    why: Both
    in_: Annotated[tuple[PartName, ...], Field(alias="in")] = ()
    when: tuple[Words, ...] = ()
    unless: tuple[Words, ...] = ()
    weaken: Factors = ()
    strengthen: Factors = ()
    preview: bool = False
    references: tuple[Words, ...] = ()
    bad: Examples
    good: Examples


class PhraseRule(RuleBase):
    """Any phrase of a list."""

    kind: Literal["phrase"]
    lists: tuple[Name, ...] = ()
    phrases: tuple[Words, ...] = ()
    case: Literal["fold", "exact"] = "fold"


class SequenceRule(RuleBase):
    """An ordered pattern of words, lists, classes and gaps."""

    kind: Literal["sequence"]
    patterns: Annotated[tuple[Words, ...], Field(min_length=1)]


class TogetherRule(RuleBase):
    """Lists that meet in a window, in any order; each entry names one list or several, ``a|b``."""

    kind: Literal["together"]
    all_: Annotated[tuple[Words, ...], Field(alias="all", min_length=2)]
    window: Literal["sentence", "paragraph"] = "sentence"
    words: Annotated[int, Field(ge=2, le=200)] | None = None


class ShapeRule(RuleBase):
    """Typography that shouts."""

    kind: Literal["shape"]
    shapes: Annotated[tuple[Shape, ...], Field(min_length=1)]
    at_least: Annotated[int, Field(ge=1, le=50)] = 1


class MissingRule(RuleBase):
    """A trigger without its companion."""

    kind: Literal["missing"]
    trigger: Annotated[tuple[Words, ...], Field(min_length=1)]
    without: Annotated[tuple[Words, ...], Field(min_length=1)]


class MeasureRule(RuleBase):
    """A number over the draft against a threshold: hits, hits per 100 syllables, or share of paragraphs."""

    kind: Literal["measure"]
    lists: Annotated[tuple[Name, ...], Field(min_length=1)]
    figure: measure.Figure
    at_least: Annotated[float, Field(gt=0)]
    fewest: Annotated[int, Field(ge=1)] = 1


class MismatchRule(RuleBase):
    """The headline says what the text below does not bear out: claims, or figures of counted things."""

    kind: Literal["mismatch"]
    claims: tuple[Words, ...] = ()
    contrary: tuple[Words, ...] = ()
    support: tuple[Words, ...] = ()
    units: tuple[Name, ...] = ()


class PatternRule(RuleBase):
    """One regular expression of the ``regex`` package, on the folded text unless ``case`` is exact."""

    kind: Literal["pattern"]
    expression: Words
    case: Literal["fold", "exact"] = "fold"
    seconds: Annotated[float, Field(gt=0, le=5)] = 0.1


class TokensRule(RuleBase):
    """spaCy Matcher patterns, verbatim, on sentences with a hit of one of the lists."""

    kind: Literal["tokens"]
    lists: Annotated[tuple[Name, ...], Field(min_length=1)]
    patterns: Annotated[tuple[tuple[dict[str, Any], ...], ...], Field(min_length=1)]


class PluginRule(RuleBase):
    """A Python function by entry point, with options of its own."""

    kind: Literal["plugin"]
    plugin: Words
    options: dict[str, Any] = {}


RuleModel = Annotated[
    PhraseRule
    | SequenceRule
    | TogetherRule
    | ShapeRule
    | MeasureRule
    | MissingRule
    | MismatchRule
    | PatternRule
    | TokensRule
    | PluginRule,
    Field(discriminator="kind"),
]
RULE_MODELS: dict[str, type[RuleBase]] = {
    "phrase": PhraseRule,
    "sequence": SequenceRule,
    "together": TogetherRule,
    "shape": ShapeRule,
    "measure": MeasureRule,
    "missing": MissingRule,
    "mismatch": MismatchRule,
    "pattern": PatternRule,
    "tokens": TokensRule,
    "plugin": PluginRule,
}


class NumbersModel(Written):
    """What number words are worth: ``three: 3`` under their roles; ``vague`` words have a range, ``2-9``."""

    units: dict[str, Annotated[float, Field(ge=0)]] = {}
    tens: dict[str, Annotated[float, Field(gt=0)]] = {}
    scales: dict[str, Annotated[float, Field(gt=1)]] = {}
    vague: dict[str, Annotated[str, Field(pattern=r"^[0-9]+-[0-9]+$")]] = {}
    halves: tuple[Words, ...] = ()
    fillers: tuple[Words, ...] = ()
    ranges: tuple[Words, ...] = ()


class RuleFile(Written):
    """A file of a pack: rules of one family, or what rules share."""

    abbreviations: tuple[Words, ...] = ()
    spellings: tuple[tuple[Words, ...], ...] = ()
    classes: dict[Name, ClassModel] = {}
    lexicons: dict[Name, LexiconModel] = {}
    signals: dict[Name, SignalModel] = {}
    numbers: NumbersModel = NumbersModel()
    rules: tuple[RuleModel, ...] = ()


class ClauseModel(Written):
    """A clause that rules serve: its verbatim text and where it comes from."""

    text: Words
    source: Literal["plan", "law", "practice"]
    where: Words
    url: str = ""


class FamilyModel(Written):
    """A family of rules; its code opens the codes of its rules."""

    letter: Annotated[str, Field(pattern=r"^[A-Z]$")]
    title: Both
    prevalence: Annotated[float, Field(gt=0, lt=1)] = 0.05


class NotBuiltModel(Written):
    """A clause that no rule serves, and the reason."""

    clause: Words
    why: Both


class OverrideModel(Written):
    """What a pack changes in a rule of a pack it extends; what is left out stays."""

    severity: Severity | None = None
    score: Annotated[float, Field(gt=0, lt=1)] | None = None
    preview: bool | None = None


class PackFile(Written):
    """``pack.yml``: what the pack is, its families and its clauses; one that extends another may have none."""

    id: Name
    title: Both
    issuer: Words
    date: Words
    extends: tuple[Words, ...] = ()
    switch_off: tuple[Annotated[str, Field(pattern=r"^[A-Z]{3}[0-9]{0,3}$")], ...] = ()
    override: dict[Code, OverrideModel] = {}
    families: dict[Annotated[str, Field(pattern=r"^[A-Z]{3}$")], FamilyModel] = {}
    clauses: dict[str, ClauseModel] = {}
    not_built: tuple[NotBuiltModel, ...] = ()
