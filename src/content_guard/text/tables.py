"""pyvi's word model as tables: read out of the installed package once, then from the user's cache.

Neither pyvi nor scikit-learn is imported: the pickle is opened by an unpickler that knows seven names and
gives inert objects for all of them, and the CRFsuite model inside is parsed by ``crfsuite``.
"""

from __future__ import annotations

import json
import pickle
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

from .. import cache
from ..errors import ConfigError
from . import crfsuite

_FORMAT = 1  # of the cached tables: raise it when their meaning changes
_INSIDE = "I_W"  # pyvi's label for a syllable that goes on with the word before


class Tables(NamedTuple):
    """What the decoder needs. Weights are for "goes on with the word" minus "begins a word"."""

    weights: dict[str, float]  # attribute → weight
    transitions: tuple[float, float, float, float]  # begins→begins, begins→goes on, goes on→begins, goes on→goes on
    pairs: frozenset[str]  # words of two syllables
    triples: frozenset[str]  # words of three syllables


def tables() -> Tables:
    """Read the tables from the cache, or from the installed pyvi. Raises ConfigError when pyvi is not usable."""
    folder = _models()
    name = _name(folder)
    cached = _cached(name)
    if cached is None:
        cached = _built(folder)
        _keep(name, cached)
    return cached


# The installed package.


def _models() -> Path:
    spec = find_spec("pyvi")
    if spec is None or not spec.submodule_search_locations:
        raise ConfigError("pyvi is not installed, and its word model is needed. Run: pip install pyvi")
    return Path(spec.submodule_search_locations[0]) / "models"


def _name(folder: Path) -> str:
    """Tell versions of the model apart without reading it: its size and that of the word list, and our format."""
    try:
        sizes = "-".join(str((folder / name).stat().st_size) for name in ("pyvi3.pkl", "words.txt"))
    except OSError as error:
        raise ConfigError(f"pyvi's word model cannot be read ({error.strerror}). Install pyvi again.") from None
    return f"words-{_FORMAT}-{sizes}.json"


def _built(folder: Path) -> Tables:
    try:
        model = crfsuite.parse(_unpickled((folder / "pyvi3.pkl").read_bytes()))
        words = (folder / "words.txt").read_bytes().decode("utf-8").split("\n")
    except (OSError, ValueError) as error:
        raise ConfigError(f"pyvi's word model cannot be read ({error}). Install pyvi 0.1.1 again.") from None
    begins = next(label for label in model.labels if label != _INSIDE)
    weights: dict[str, float] = {}
    for (attribute, label), weight in model.states.items():
        weights[attribute] = weights.get(attribute, 0.0) + (weight if label == _INSIDE else -weight)
    both = (begins, _INSIDE)
    bb, bi, ib, ii = (model.transitions.get((a, b), 0.0) for a in both for b in both)
    by_length = {n: frozenset(w for w in words if w.count(" ") == n - 1) for n in (2, 3)}
    return Tables(weights, (bb, bi, ib, ii), by_length[2], by_length[3])


class _Inert:
    """Stands for every object of the pickle: it keeps its state and does nothing."""

    def __init__(self, *_: object) -> None:
        self.state: Any = {}

    def __setstate__(self, state: object) -> None:
        self.state = state


def _latin1(text: str, encoding: str) -> bytes:
    if encoding != "latin1":
        raise pickle.UnpicklingError(f"encoding {encoding!r}")
    return text.encode("latin1")


_KNOWN: dict[tuple[str, str], Any] = {
    ("sklearn_crfsuite.estimator", "CRF"): _Inert,
    ("sklearn_crfsuite._fileresource", "FileResource"): _Inert,
    ("pycrfsuite._logparser", "TrainLogParser"): _Inert,
    ("numpy.core.multiarray", "scalar"): _Inert,
    ("numpy", "dtype"): _Inert,
    ("_codecs", "encode"): _latin1,
}


class _Restricted(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _KNOWN:
            raise pickle.UnpicklingError(f"{module}.{name} is not expected in pyvi's model")
        return _KNOWN[module, name]


def _unpickled(content: bytes) -> bytes:
    """The CRFsuite model within pyvi's pickle. Raises ValueError when the pickle is not what it was."""
    try:
        crf = _Restricted(BytesIO(content)).load()
        data = crf.state["modelfile"].state["__FILE_RESOURCE_DATA__"]
    except Exception as error:  # a damaged pickle may raise anything at all
        raise ValueError(f"an unknown pickle: {error}") from None
    if not isinstance(data, bytes):
        raise ValueError(f"an unknown pickle: a model of type {type(data).__name__}")
    return data


# The cache.


def _cached(name: str) -> Tables | None:
    """What was kept; None when there is nothing, or something of another shape."""
    try:
        value = json.loads(cache.read(name) or "")
        words = (frozenset(value[key].split("\n")) for key in ("pairs", "triples"))
        bb, bi, ib, ii = map(float, value["transitions"])
        return Tables({str(k): float(v) for k, v in value["weights"].items()}, (bb, bi, ib, ii), *words)
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def _keep(name: str, found: Tables) -> None:
    value = {
        "weights": found.weights,
        "transitions": found.transitions,
        "pairs": "\n".join(sorted(found.pairs)),
        "triples": "\n".join(sorted(found.triples)),
    }
    cache.keep(name, json.dumps(value, ensure_ascii=False).encode("utf-8"))
