"""Finding phrases and ordered patterns in passages: used by signals and checks alike."""

from .index import Bits, Index, Sought, patterns_sought
from .lists import Lists
from .numbers import Figure, figures
from .passage import Language, Passage, Work
from .reading import Reading, Sentence, Tools
from .scan import Drop, Scanner
from .sequence import find

__all__ = [
    "Bits",
    "Drop",
    "Figure",
    "Index",
    "Language",
    "Lists",
    "Passage",
    "Reading",
    "Scanner",
    "Sentence",
    "Sought",
    "Tools",
    "Work",
    "figures",
    "find",
    "patterns_sought",
]
