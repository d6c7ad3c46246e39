"""Small charts as inline SVG; colours and strokes are those of the page they stand in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from ..evaluate import Bin, Point

_LEFT, _TOP, _RIGHT, _BELOW = 40, 12, 12, 38
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


class _Frame:
    """A unit square on the page: x to the right and y upwards, both from 0 to 1."""

    def __init__(self, width: int, height: int) -> None:
        self.width, self.height = width, height

    def x(self, value: float) -> float:
        return round(_LEFT + value * (self.width - _LEFT - _RIGHT), 1)

    def y(self, value: float) -> float:
        return round(_TOP + (1 - value) * (self.height - _TOP - _BELOW), 1)

    def line(self, kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
        (x1, y1), (x2, y2) = start, end
        return f'<line class="{kind}" x1="{self.x(x1)}" y1="{self.y(y1)}" x2="{self.x(x2)}" y2="{self.y(y2)}"/>'

    def path(self, kind: str, points: Iterable[tuple[float, float]]) -> str:
        return f'<polyline class="{kind}" points="{" ".join(f"{self.x(x)},{self.y(y)}" for x, y in points)}"/>'

    def svg(self, title: str, labels: tuple[str, str], drawn: Iterable[str]) -> str:
        """Everything drawn, over the axes with their ticks and labels (across, upwards)."""
        across, upwards = map(escape, labels)
        middle = (self.height - _BELOW + _TOP) / 2
        size = f'width="{self.width}" height="{self.height}" viewBox="0 0 {self.width} {self.height}"'
        return "".join(
            (
                f'<svg role="img" {size}>',
                f"<title>{escape(title)}</title>",
                *self._axes(),
                *drawn,
                f'<text x="{self.x(0.5)}" y="{self.height - 4}" text-anchor="middle">{across}</text>',
                f'<text transform="translate(10 {middle}) rotate(-90)" text-anchor="middle">{upwards}</text>',
                "</svg>",
            )
        )

    def _axes(self) -> Iterator[str]:
        for tick in _TICKS:
            yield self.line("axis", (0, tick), (1, tick))
            yield f'<text x="{self.x(tick)}" y="{self.y(0) + 15}" text-anchor="middle">{tick:g}</text>'
            yield f'<text x="{_LEFT - 5}" y="{self.y(tick) + 4}" text-anchor="end">{tick:g}</text>'


def reliability(bins: Sequence[Bin], title: str, labels: tuple[str, str]) -> str:
    """Mean score against the share right, a dot a bin with its interval, and the diagonal of perfect scores."""
    frame = _Frame(360, 340)
    points = [(b.score, b.right.value) for b in bins if b.right.value is not None]
    ranges = (
        frame.line("range", (b.score, b.right.low), (b.score, b.right.high))
        for b in bins
        if b.right.low is not None and b.right.high is not None
    )
    dots = (f'<circle class="dot" cx="{frame.x(x)}" cy="{frame.y(y)}" r="5"/>' for x, y in points)
    return frame.svg(title, labels, (frame.line("ideal", (0, 0), (1, 1)), *ranges, frame.path("one", points), *dots))


def curve(points: Sequence[Point], min_score: float, title: str, labels: tuple[str, str]) -> str:
    """Precision and recall by threshold, with an upright line at the threshold in use."""
    frame = _Frame(250, 180)
    lines = (
        frame.path(kind, [(p.threshold, value) for p in points if (value := getattr(p, name)) is not None])
        for kind, name in (("one", "precision"), ("two", "recall"))
    )
    return frame.svg(title, labels, (frame.line("here", (min_score, 0), (min_score, 1)), *lines))


def key(kind: str, label: str) -> str:
    """A piece of a line beside its name."""
    line = f'<line class="{kind}" x1="0" y1="6" x2="32" y2="6"/>'
    return f'<span class="key"><svg width="32" height="12" viewBox="0 0 32 12">{line}</svg>{escape(label)}</span>'
