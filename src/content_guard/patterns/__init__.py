"""Finding phrases and ordered patterns in passages: used by signals and checks alike."""

from .numbers import Figure, figures
from .passage import Passage, Reading
from .scan import Drop, Scanner
from .sequence import find, may_stand

__all__ = ["Drop", "Figure", "Passage", "Reading", "Scanner", "figures", "find", "may_stand"]
