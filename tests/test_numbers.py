"""Figures in running text, by the number words of ``rules/common/numbers.yml``."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content_guard import Guard
from content_guard.patterns import Figure, figures
from content_guard.span import Span

NUMBERS = Guard().pack.numbers
UNITS = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"]


def read(text: str) -> list[tuple[float, float, str]]:
    found = figures(text, NUMBERS, Span(0, len(text)))
    return [(f.low, f.high, text[f.span.start : f.span.end]) for f in found]


@pytest.mark.parametrize(
    ("text", "low", "high", "words"),
    [
        ("50 ca", 50, 50, "50"),
        ("1.234 ca", 1234, 1234, "1.234"),
        ("1,234 ca", 1234, 1234, "1,234"),
        ("1.234.567 liều", 1234567, 1234567, "1.234.567"),
        ("1,2 triệu liều", 1_200_000, 1_200_000, "1,2 triệu"),
        ("1.5 triệu", 1_500_000, 1_500_000, "1.5 triệu"),
        ("3,5%", 3.5, 3.5, "3,5"),
        ("mười hai người", 12, 12, "mười hai"),
        ("hai mươi mốt ca", 21, 21, "hai mươi mốt"),
        ("ba trăm năm mươi sáu người", 356, 356, "ba trăm năm mươi sáu"),
        ("hai nghìn không trăm linh năm", 2005, 2005, "hai nghìn không trăm linh năm"),
        ("một triệu hai", 1_200_000, 1_200_000, "một triệu hai"),
        ("một trăm rưỡi", 150, 150, "một trăm rưỡi"),
        ("một triệu hai trăm nghìn", 1_200_000, 1_200_000, "một triệu hai trăm nghìn"),
        ("hai trăm nghìn tỷ", 2e14, 2e14, "hai trăm nghìn tỷ"),
        ("năm sáu người", 5, 6, "năm sáu"),
        ("3-5 ca", 3, 5, "3-5"),
        ("từ ba đến năm ngày", 3, 5, "ba đến năm"),
        ("hàng chục người", 10, 90, "hàng chục"),
        ("vài trăm ca", 200, 900, "vài trăm"),
    ],
)
def test_a_figure_is_read(text: str, low: float, high: float, words: str) -> None:
    assert read(text) == [(low, high, words)]


@pytest.mark.parametrize("text", ["hàng hoá về chợ", "cả nhà", "vài người", "", "người dân", "² ca", "½ ca"])
def test_a_word_alone_is_no_figure(text: str) -> None:
    assert read(text) == []


@given(st.integers(0, 999))
def test_every_number_below_a_thousand_reads_back_from_words(value: int) -> None:
    hundreds, rest = divmod(value, 100)
    tens, unit = divmod(rest, 10)
    words = [UNITS[hundreds], "trăm"] if hundreds else []
    if tens:
        words += ["mười"] if tens == 1 else [UNITS[tens], "mươi"]
    elif hundreds and unit:
        words += ["linh"]
    if unit or not value:
        words += [UNITS[unit]]
    assert [(low, high) for low, high, _ in read(" ".join(words))] == [(value, value)]


@given(st.text(alphabet="0123456789.,- mộttrămngàn", max_size=60))
def test_any_text_is_read_and_figures_stand_in_order(text: str) -> None:
    spans = [f.span for f in figures(text, NUMBERS, Span(0, len(text)))]
    assert all(one.end <= other.start for one, other in pairwise(spans))


def test_round_figures_agree() -> None:
    def figure(low: float, high: float) -> Figure:
        return Figure(low, high, Span(0, 1))

    assert figure(50, 50).agrees(figure(52, 52))
    assert figure(10, 99).agrees(figure(40, 40))
    assert not figure(50, 50).agrees(figure(5, 5))
    assert not figure(100, 900).agrees(figure(50, 50))
