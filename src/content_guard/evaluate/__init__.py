"""Labelled corpora: how often a shown finding is right, what is missed, and what each rule adds."""

from .calibration import Bin, Calibrated, Calibration, Judge, Point, calibrate, listen, measure
from .corpus import Item, Marked, part_of, read_corpus
from .outcome import Outcome, outcomes
from .signals import SignalFigures, evaluate_signals
from .table import Evaluation, Figures, evaluate
from .weights import Weights, prevalence_of

__all__ = [
    "Bin",
    "Calibrated",
    "Calibration",
    "Evaluation",
    "Figures",
    "Item",
    "Judge",
    "Marked",
    "Outcome",
    "Point",
    "SignalFigures",
    "Weights",
    "calibrate",
    "evaluate",
    "evaluate_signals",
    "listen",
    "measure",
    "outcomes",
    "part_of",
    "prevalence_of",
    "read_corpus",
]
