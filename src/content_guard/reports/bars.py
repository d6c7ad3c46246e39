"""Plots as inline SVG: measured in percent, so that they fit any width, with words for those who do not see them."""

from __future__ import annotations

from html import escape


def bar(part: float, whole: float, said: str, kind: str = "on") -> str:
    """A bar from the left; what is not nothing is at least a hair wide."""
    width = _percent(part, whole)
    shape = (
        f'<rect class="base" y="45%" width="100%" height="10%"/><rect class="{kind}" width="{width}%" height="100%"/>'
    )
    return _svg("bar", said, shape)


def shifted(gained: int, lost: int, most: int, said: str) -> str:
    """A bar to the right of the middle for what was gained, one to the left for what was lost."""
    right, left = (_percent(n, most) / 2 for n in (gained, lost))
    shape = (
        f'<rect class="gone" x="{50 - left:.2f}%" width="{left:.2f}%" height="100%"/>'
        f'<rect class="on" x="50%" width="{right:.2f}%" height="100%"/>'
        '<rect class="base" x="49.75%" width="0.5%" height="100%"/>'
    )
    return _svg("bar", said, shape)


def _percent(part: float, whole: float) -> float:
    return round(max(100 * part / whole, 0.75), 2) if part and whole else 0.0


def _svg(kind: str, said: str, shape: str) -> str:
    return f'<svg class="{kind}" role="img" aria-label="{escape(said)}">{shape}</svg>'
