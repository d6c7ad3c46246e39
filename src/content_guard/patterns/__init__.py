"""Finding phrases and ordered patterns in passages: used by signals and checks alike."""

from .passage import Passage, Reading
from .scan import Drop, Scanner
from .sequence import find

__all__ = ["Drop", "Passage", "Reading", "Scanner", "find"]
