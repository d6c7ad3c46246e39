"""The weights of a linear-chain CRF, read from CRFsuite's binary model format.

The format: a header of little-endian 32-bit numbers, then chunks at the offsets that it names. ``FEAT``
holds the features (kind, source, target, weight); ``CQDB`` twice, a constant database, holds the names of
the labels and of the attributes. Source: CRFsuite 0.12, lib/crf/src/crf1d_model.c, and cqdb 0.12.
"""

from __future__ import annotations

import struct
from typing import NamedTuple

_HEADER = struct.Struct("<4sI4s9I")
_FEATURE = struct.Struct("<3Id")
_STATE, _TRANSITION = 0, 1


class Model(NamedTuple):
    """Labels in the order of their numbers, and the weights that are not zero."""

    labels: tuple[str, ...]
    states: dict[tuple[str, str], float]  # (attribute, label) → weight
    transitions: dict[tuple[str, str], float]  # (label, next label) → weight


def parse(data: bytes) -> Model:
    """Read a model. Raises ValueError when the bytes are not one."""
    try:
        return _parse(data)
    except (struct.error, IndexError, KeyError, UnicodeDecodeError) as error:
        raise ValueError(f"not a CRFsuite model: {error}") from None


def _parse(data: bytes) -> Model:
    header = _HEADER.unpack_from(data)
    magic, kind = header[0], header[2]
    if magic != b"lCRF" or kind != b"FOMC":
        raise ValueError(f"not a CRFsuite model: it begins with {magic!r} {kind!r}")
    features_at, labels_at, attributes_at = header[7:10]
    labels, attributes = _names(data, labels_at), _names(data, attributes_at)
    states: dict[tuple[str, str], float] = {}
    transitions: dict[tuple[str, str], float] = {}
    (count,) = struct.unpack_from("<I", data, features_at + 8)
    first = features_at + 12
    for kind_, source, target, weight in _FEATURE.iter_unpack(data[first : first + count * _FEATURE.size]):
        if kind_ == _STATE:
            states[attributes[source], labels[target]] = weight
        elif kind_ == _TRANSITION:
            transitions[labels[source], labels[target]] = weight
    return Model(tuple(labels[n] for n in sorted(labels)), states, transitions)


def _names(data: bytes, at: int) -> dict[int, str]:
    """The strings of a constant database by their numbers."""
    magic, _, _, _, count, backward = struct.unpack_from("<4s5I", data, at)
    if magic != b"CQDB":
        raise ValueError(f"not a CRFsuite model: {magic!r} where CQDB was expected")
    names: dict[int, str] = {}
    for offset in struct.unpack_from(f"<{count}I", data, at + backward):
        if offset:
            number, size = struct.unpack_from("<2I", data, at + offset)
            name = data[at + offset + 8 : at + offset + 8 + size]
            names[number] = name.rstrip(b"\0").decode("utf-8")
    return names
