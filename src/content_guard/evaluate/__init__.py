"""Labelled corpora: how often a shown finding is right, what is missed, and what each rule adds."""

from .corpus import Item, Marked, part_of, read_corpus
from .outcome import Outcome, outcomes
from .signals import SignalFigures, evaluate_signals
from .table import Evaluation, Figures, evaluate

__all__ = [
    "Evaluation",
    "Figures",
    "Item",
    "Marked",
    "Outcome",
    "SignalFigures",
    "evaluate",
    "evaluate_signals",
    "outcomes",
    "part_of",
    "read_corpus",
]
