"""``mismatch``: what a headline claims and counts, against the text below."""

from __future__ import annotations

from collections.abc import Callable
from time import perf_counter

import pytest

from content_guard import Draft, Guard

UNITS = "lexicons: {pupils: {phrases: [học sinh, em]}}"


@pytest.fixture
def counted(own: Callable[..., Guard]) -> Callable[[str, str], list[str]]:
    guard = own("kind: mismatch\nunits: [pupils]", UNITS)
    return lambda headline, body: [f.text for f in guard.check(Draft(headline, body=body)).findings]


@pytest.mark.parametrize(
    ("headline", "body", "asked"),
    [
        ("50 học sinh phải cách ly", "Sáng qua, 5 học sinh phải cách ly.", "50 học sinh"),
        ("5 học sinh phải cách ly", "Sáng qua, 50 học sinh phải cách ly.", "5 học sinh"),
        ("Năm mươi học sinh phải cách ly", "Có 5 học sinh phải cách ly.", "Năm mươi học sinh"),
        ("Năm học sinh phải cách ly", "Có 50 học sinh phải cách ly.", "Năm học sinh"),
        ("12.000 học sinh nghỉ học", "Cả thảy 1.200 học sinh nghỉ học.", "12.000 học sinh"),
        ("12 nghìn học sinh nghỉ học", "Cả thảy 1.200 học sinh nghỉ học.", "12 nghìn học sinh"),
        ("1,2 nghìn học sinh nghỉ học", "Cả thảy 120 học sinh nghỉ học.", "1,2 nghìn học sinh"),
        ("Hàng trăm học sinh phải cách ly", "Có 50 học sinh phải cách ly.", "Hàng trăm học sinh"),
        ("30-40 học sinh phải cách ly", "Có 5 đến 7 học sinh phải cách ly.", "30-40 học sinh"),
        ("Trường có 60 em học sinh cách ly", "Có 20 em lớp một và 25 học sinh lớp hai.", "60 em"),
        ("3 xã có 90 học sinh cách ly", "Ba xã có 20 học sinh cách ly.", "90 học sinh"),
    ],
)
def test_a_figure_told_otherwise_below_is_asked_about(
    counted: Callable[[str, str], list[str]], headline: str, body: str, asked: str
) -> None:
    assert counted(headline, body) == [asked]


@pytest.mark.parametrize(
    ("headline", "body"),
    [
        ("50 học sinh phải cách ly", "Năm mươi học sinh phải cách ly."),
        ("1.200 học sinh nghỉ học", "Một nghìn hai trăm học sinh nghỉ học."),
        ("1,2 nghìn học sinh nghỉ học", "Cả thảy 1.184 học sinh nghỉ học."),
        ("50 học sinh phải cách ly", "Có 52 học sinh phải cách ly."),
        ("Hơn 100 học sinh phải cách ly", "Có 128 học sinh phải cách ly."),
        ("Gần 50 học sinh phải cách ly", "Có 25 học sinh lớp một và 23 em lớp hai."),
        ("Hàng chục học sinh phải cách ly", "Có 43 học sinh phải cách ly."),
        ("40 học sinh phải cách ly", "Có 30-50 học sinh phải cách ly."),
        ("20 học sinh phải cách ly", "Trong 300 học sinh, 5 học sinh lớp một phải cách ly."),
        # A figure that counts nothing of the kind, and a word that is no figure here.
        ("3 xã có 50 học sinh cách ly", "Ba xã miền núi cho biết: 50 học sinh phải cách ly."),
        ("80% học sinh trở lại lớp", "Có 120 học sinh trở lại lớp."),
        ("80 % học sinh trở lại lớp", "Có 120 học sinh trở lại lớp."),
        ("Ngày 5/9, học sinh trở lại lớp", "Có 120 học sinh trở lại lớp."),
        ("Năm 2021, học sinh trở lại lớp", "Có 120 học sinh trở lại lớp."),
        ("Mắc COVID-19, học sinh nghỉ học", "Có 120 học sinh nghỉ học."),
        ("Học sinh F1 học sinh F2", "Có 120 học sinh nghỉ học."),
        ("Một số học sinh phải cách ly", "Có 50 học sinh phải cách ly."),
        ("Năm nay học sinh tựu trường muộn", "Có 50 học sinh tựu trường."),
        ("Không học sinh nào phải cách ly", "Cả 50 học sinh được về nhà."),
        ("50 học sinh phải cách ly", "Trường đóng cửa ba ngày."),
        ("50 học sinh phải cách ly", ""),
    ],
)
def test_a_figure_that_may_be_right_is_not(counted: Callable[[str, str], list[str]], headline: str, body: str) -> None:
    assert counted(headline, body) == []


@pytest.mark.parametrize("figure", ["²", "5²", "9" * 400, "9" * 400 + " nghìn", "0", "0,0", "٣", "1..2", "-5"])
def test_odd_figures_raise_nothing(counted: Callable[[str, str], list[str]], figure: str) -> None:
    counted(f"Có {figure} học sinh ở lớp", "Có 5 học sinh ở lớp.")
    counted("Có 5 học sinh ở lớp", f"Có {figure} học sinh ở lớp.")


def test_many_figures_and_things_in_one_sentence_take_linear_time(counted: Callable[[str, str], list[str]]) -> None:
    def seconds(times: int) -> float:
        start = perf_counter()
        counted("3 học sinh và " * times, "và 7 học sinh " * times)
        return perf_counter() - start

    seconds(100)
    assert seconds(8000) < 40 * seconds(800)


CLAIMS = """
lexicons:
  closing: {phrases: [đóng cửa]}
  open-still: {phrases: [vẫn mở cửa, chưa đóng cửa]}
signals:
  stays-open: {says: {vi: vẫn mở, en: stays open}, lists: [open-still]}
  sentence-of-order: {says: {vi: có lệnh, en: ordered}, patterns: ['{closing} …4 (theo quyết định|theo lệnh)']}
"""
CONTRARY = "kind: mismatch\nclaims: ['{closing}', 'ngừng …2 hoạt động']\ncontrary: [stays-open]"
SUPPORT = "kind: mismatch\nclaims: ['{closing}', 'ngừng …2 hoạt động']\nsupport: [sentence-of-order]"


def claimed(guard: Guard, headline: str, body: str) -> list[str]:
    return [f.text for f in guard.check(Draft(headline, body=body)).findings if f.code == "TST101"]


def test_a_claim_that_the_text_below_contradicts(own: Callable[..., Guard]) -> None:
    guard = own(CONTRARY, CLAIMS.replace("  sentence-of-order", "  #"))
    assert claimed(guard, "Chợ huyện đóng cửa", "Sáng nay họp.\n\nChợ vẫn mở cửa như mọi ngày.") == ["đóng cửa"]
    assert claimed(guard, "Chợ ngừng hẳn hoạt động", "Chợ vẫn mở cửa như mọi ngày.") == ["ngừng hẳn hoạt động"]
    assert claimed(guard, "Chợ huyện đóng cửa", "Chợ ngừng họp từ sáng nay.") == []
    assert claimed(guard, "Chợ huyện vẫn mở cửa", "Chợ vẫn mở cửa như mọi ngày.") == []
    assert claimed(guard, "Chợ huyện đóng cửa, siêu thị vẫn mở cửa", "") == []


def test_a_claim_that_nothing_below_bears_out(own: Callable[..., Guard]) -> None:
    lists = CLAIMS.replace("  open-still", "  #").replace("  stays-open", "  #")
    guard = own(SUPPORT, lists)
    assert claimed(guard, "Chợ huyện đóng cửa", "Người dân kể chợ vắng từ sáng.") == ["đóng cửa"]
    assert claimed(guard, "Chợ huyện đóng cửa", "Chợ đóng cửa từ sáng nay theo lệnh của huyện.") == []


def test_contrary_outweighs_support(own: Callable[..., Guard]) -> None:
    guard = own(SUPPORT + "\ncontrary: [stays-open]", CLAIMS)
    both = "Chợ đóng cửa theo lệnh của huyện.\n\nChợ xã vẫn mở cửa."
    assert claimed(guard, "Chợ huyện đóng cửa", both) == ["đóng cửa"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ("claims: ['{closing}']", "tst.yml:7:13 TST101 claims: expected claims with contrary or support, or units"),
        ("contrary: [closing]", "TST101 claims: expected claims with contrary or support, or units"),
        ("units: [clossing]", "tst.yml:7:13 TST101 units: expected a list or a class, found 'clossing'; did you mean"),
        (
            "claims: ['{closing}']\ncontrary: [closing in top]",
            "tst.yml:8:16 TST101 contrary: expected a signal alone, as it is sought below; found the window 'top'",
        ),
        (
            "claims: ['{closing}']\nsupport: [quoted]",
            "tst.yml:8:15 TST101 support: expected a signal with words of its own, found 'quoted' about the match",
        ),
        (
            "units: [closing]\nin: [headline, body]",
            "tst.yml:8:9 TST101 in: expected headline or nothing: a mismatch is one of the headline",
        ),
    ],
)
def test_mistakes_are_told(mistake: Callable[..., str], fields: str, told: str) -> None:
    assert told in mistake("kind: mismatch\n" + fields, "lexicons: {closing: {phrases: [đóng cửa]}}")
