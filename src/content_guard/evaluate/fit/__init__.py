"""Fit rule scores and signal factors to the dev part of labelled drafts, near what their authors wrote."""

from .fit import Fitted, Held, Moved
from .record import RECORD
from .refit import Refit, refit

__all__ = ["RECORD", "Fitted", "Held", "Moved", "Refit", "refit"]
