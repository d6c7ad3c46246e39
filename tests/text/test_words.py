"""Words: the same as pyvi's on the same text, from tables that no damage to the cache can change."""

from __future__ import annotations

import hashlib
import json
import os
import pickle
import random
import re
import shutil
import subprocess
import sys
import unicodedata
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from itertools import pairwise
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

import content_guard
from content_guard.errors import ConfigError
from content_guard.text import crfsuite
from content_guard.text.tables import Tables, tables
from content_guard.text.view import clean, fold
from content_guard.text.words import segmenter

with warnings.catch_warnings():
    warnings.simplefilter("ignore")  # of the age of pyvi's pickle, and of its string escapes
    import pycrfsuite
    from pyvi.ViTokenizer import ViTokenizer

_HERE = Path(__file__).parent
_ROOT = _HERE.parents[1]
_HEADLINES = sorted((_ROOT / ".." / "shared" / "data").glob("*.jsonl"))
_PYVI = Path(sys.modules["pyvi"].__path__[0])
_CASES: list[str] = [
    case.replace("‖", " ") for case in yaml.load((_HERE / "sentences.yml").read_text(encoding="utf-8"), yaml.BaseLoader)
]


def _shown(text: str, *, lower_shouting: bool = True) -> list[str]:
    return [text[start:end] for start, end in segmenter().words(text, lower_shouting=lower_shouting)]


# The same words as pyvi.


def _bare(words: Iterable[str]) -> list[str]:
    """Without what either side puts between the syllables of a word."""
    return [re.sub(r"[\s_]", "", word) for word in words]


def _by_pyvi(text: str) -> list[str]:
    found = ViTokenizer.spacy_tokenize(text)
    return _bare(found[0]) if isinstance(found, tuple) else []  # a text without tokens comes back as it is


def _differences(texts: Iterable[str]) -> list[tuple[str, list[str], list[str]]]:
    compared = ((text, _bare(_shown(text, lower_shouting=False)), _by_pyvi(text)) for text in texts)
    return [(text, ours, theirs) for text, ours, theirs in compared if ours != theirs]


_STRANGERS = [
    *("1.234", "1,5", "5/9/2021", "50%", "2021", "19", "3.000.000", "1_000", "08h30", "24/7", "0", "12.", "½", "٣.٤"),
    *("a.b@c.vn", "toa-soan+1@bao.laichau.gov.vn", "x@y", "@x", "https://moh.gov.vn/a?b=c,d", "ftp://x", "a://", "://"),
    *(
        "TP.",
        "Tp.",
        "TS.",
        "ThS.",
        "Mr.",
        "Mrs.",
        "Ms.",
        "Dr.",
        "PGS.TS.",
        "TP.HCM",
        "UBND",
        "CDC",
        "Đ.",
        "ĐĐ.",
        "đ.",
        "A.",
    ),
    *(
        "...",
        "..",
        "…",
        "==>",
        "->",
        ">>",
        "=",
        ",",
        ".",
        "!",
        "?",
        ":",
        ";",
        '"',
        "'",
        "(",
        ")",
        "-",
        "–",
        "()",
        '!"#',
        "/",
    ),
    *(
        "Covid-19",
        "COVID",
        "vắc-xin",
        "F0",
        "B.1.617.2",
        "_",
        "__",
        "a_b",
        "e\u0331",
        "İ",
        "ẞ",
        "ΣΑΣ",
        "한글",
        "日本",
        "👩‍🌾",
    ),
]
_SHAPES: list[Callable[[str], str]] = [str, str, str, str.lower, str.upper, str.title, str.capitalize, str.swapcase]


def _drafts() -> Iterator[str]:
    for file in sorted((_ROOT / "corpora" / "drafts").rglob("*")):
        if file.is_file():
            yield from map(clean, file.read_text(encoding="utf-8", errors="replace").splitlines())


def _sentences_anew(count: int) -> Iterator[str]:
    """Known sentences cut, crossed and filled with words of pyvi's own list and with what words are not."""
    chance = random.Random(2021)
    known = [sentence.split(" ") for sentence in (*_CASES, *_drafts()) if sentence]
    listed = (_PYVI / "models" / "words.txt").read_text(encoding="utf-8").split("\n")
    for _ in range(count):
        one, other = chance.choice(known), chance.choice(known)
        parts = one[: chance.randint(0, len(one))] + other[chance.randint(0, len(other)) :]
        for _ in range(chance.randint(0, 8)):
            new = chance.choice(_STRANGERS) if chance.random() < 0.4 else chance.choice(listed)
            parts.insert(chance.randint(0, len(parts)), chance.choice(_SHAPES)(new))
        if chance.random() < 0.3:
            parts = [chance.choice(_SHAPES)(part) for part in parts]
        if chance.random() < 0.1:
            parts = [part.upper() for part in parts]
        gaps = chance.choices([" ", "", "  ", "\n", "\t"], [60, 3, 1, 1, 1], k=len(parts))
        text = "".join(part + gap for part, gap in zip(parts, gaps, strict=True))
        yield unicodedata.normalize("NFC", text)  # as pyvi itself does


def test_ten_thousand_sentences_have_pyvis_words() -> None:
    texts = list(_sentences_anew(12_000))
    assert len(set(texts)) >= 10_000
    assert _differences(texts) == []


def test_cases_and_drafts_have_pyvis_words() -> None:
    assert _differences((*_CASES, *_drafts())) == []


@pytest.mark.parametrize("file", _HEADLINES, ids=lambda file: file.stem)
def test_real_headlines_and_leads_have_pyvis_words(file: Path) -> None:
    rows = map(json.loads, file.read_text(encoding="utf-8").splitlines())
    assert _differences(clean(row[key]) for row in rows for key in ("headline", "lead") if row.get(key)) == []


# CRFsuite reads attributes as C strings, which end at a NUL: no text of a view has one to lose.
@given(
    st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]))
    | st.lists(st.sampled_from([*_STRANGERS, " ", "ca", "nhiễm", "bệnh"])).map("".join)
)
def test_any_text_has_pyvis_words(text: str) -> None:
    assert _differences([unicodedata.normalize("NFC", text)]) == []


# Words of any text.


@given(st.text(), st.booleans())
@example("", True)
@example(" \n\t ", True)
@example("\ud800 THÔNG BÁO \udfff VỀ CA İİİ ẞ", True)
def test_words_are_in_order_disjoint_and_leave_out_only_spaces(text: str, lower_shouting: bool) -> None:
    spans = segmenter().words(text, lower_shouting=lower_shouting)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))
    outside = zip((0, *(end for _, end in spans)), (*(start for start, _ in spans), len(text)), strict=True)
    assert all(not text[start:end].strip() for start, end in outside)
    assert all(text[start:end] == text[start:end].strip() or text[start:end] == "\n" for start, end in spans)


def test_what_was_segmented_before_changes_nothing() -> None:
    first = [_shown(case) for case in _CASES]
    assert [_shown(case) for case in reversed(_CASES)] == first[::-1]


# Shouting.

_capitals = st.sampled_from(sorted({s for case in _CASES for s in re.findall(r"[^\W\d_]+", case)})).map(str.upper)
_around = st.sampled_from(["", "Sở Y tế: ", "Ngày 5/9: ", '"', "(", "2. "])


@given(_around, st.lists(_capitals, min_size=4, max_size=12), st.sampled_from(["", ".", ": ông A.", " 19", '"', ")"]))
def test_four_capital_syllables_or_more_are_read_lowered(before: str, run: list[str], after: str) -> None:
    shouted = " ".join(run)
    lowered = before + fold(shouted) + after
    assert segmenter().words(before + shouted + after) == segmenter().words(lowered, lower_shouting=False)


@given(_around, st.lists(_capitals, max_size=3), st.sampled_from(["", ".", ": ông A.", " ở bản", " hôm nay có mưa"]))
def test_fewer_capital_syllables_are_left_alone(before: str, run: list[str], after: str) -> None:
    text = before + " ".join(run) + after
    assert segmenter().words(text) == segmenter().words(text, lower_shouting=False)


def test_shouting_is_joined_as_speech_is() -> None:
    assert _shown("THÔNG BÁO VỀ CA TỬ VONG") == ["THÔNG BÁO", "VỀ", "CA", "TỬ VONG"]
    assert _shown("THÔNG BÁO, CA - TỬ VONG") == ["THÔNG BÁO", ",", "CA", "-", "TỬ VONG"]


@pytest.mark.parametrize(
    ("text", "lowered"),
    [
        ("THÔNG TIN TỬ VONG tại Lai Châu", "thông tin tử vong tại Lai Châu"),
        ("Sở Y tế RA THÔNG BÁO KHẨN", "Sở Y tế ra thông báo khẩn"),
        ("Bộ đã ĐƯA TIN SAI SỰ THẬT về vắc xin", "Bộ đã đưa tin sai sự thật về vắc xin"),
    ],
)
def test_capital_syllables_beside_small_ones_are_read_lowered(text: str, lowered: str) -> None:
    assert segmenter().words(text) == segmenter().words(lowered, lower_shouting=False)


# What is imported.

_HEAVY = ["pyvi", "sklearn", "sklearn_crfsuite", "pycrfsuite", "numpy", "scipy", "joblib"]


def test_segmenting_imports_neither_pyvi_nor_what_it_needs(tmp_path: Path) -> None:
    code = (
        "import sys\nfrom content_guard.text.words import segmenter\n"
        "print(segmenter().words('Sở Y tế'), [name for name in sys.modules if name.split('.')[0] in sys.argv])"
    )
    source = str(Path(content_guard.__file__).parents[1])
    environment = {**os.environ, "PYTHONPATH": source, "CONTENT_GUARD_CACHE": str(tmp_path), "PYTHONUTF8": "1"}
    for _ in ("from pyvi's files", "from the cache"):
        command = [sys.executable, "-c", code, *_HEAVY]
        shown = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
        assert shown == "((0, 2), (3, 7)) []\n"


# The cache.


@pytest.fixture(scope="module")
def built() -> Tables:
    """The tables from pyvi's own files."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTENT_GUARD_CACHE", os.devnull)
        return tables()


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the cache, not made yet."""
    folder = tmp_path / "of" / "words"
    monkeypatch.setenv("CONTENT_GUARD_CACHE", str(folder))
    return folder


@pytest.fixture
def cached(cache: Path) -> Path:
    """The one file of the cache."""
    tables()
    [file] = cache.iterdir()
    return file


def _with_checksum(content: bytes) -> bytes:
    return hashlib.sha256(content).hexdigest().encode() + b"\n" + content


def test_the_cached_tables_are_read_back_equal(cached: Path, built: Tables, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(_: bytes) -> None:
        raise AssertionError("the model was parsed although its tables are cached")

    written = cached.read_bytes()
    monkeypatch.setattr(crfsuite, "parse", never)
    again = tables()
    assert again == built
    assert [type(part) for part in again] == [type(part) for part in built]
    assert cached.read_bytes() == written


def test_the_cache_is_one_file_with_its_checksum(cached: Path) -> None:
    checksum, _, content = cached.read_bytes().partition(b"\n")
    assert checksum.decode() == hashlib.sha256(content).hexdigest()
    assert json.loads(content)


_DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda _: b"",
    "a newline": lambda _: b"\n",
    "half": lambda written: written[: len(written) // 2],
    "without its last byte": lambda written: written[:-1],
    "without its checksum": lambda written: written.partition(b"\n")[2],
    "other bytes": lambda written: bytes(255 - byte for byte in written),
    "one other byte": lambda written: written[:-100] + bytes([written[-100] ^ 1]) + written[-99:],
    "twice": lambda written: written * 2,
    "nonsense": lambda _: random.Random(2021).randbytes(5000),
    "no JSON": lambda _: _with_checksum(b"{"),
    "no UTF-8": lambda _: _with_checksum(b'"\xff"'),
    "a pickle": lambda _: _with_checksum(pickle.dumps({"weights": {}})),
}


@pytest.mark.parametrize("damage", _DAMAGES.values(), ids=_DAMAGES)
def test_a_damaged_cache_is_built_anew(cached: Path, built: Tables, damage: Callable[[bytes], bytes]) -> None:
    written = cached.read_bytes()
    cached.write_bytes(damage(written))
    assert tables() == built
    assert cached.read_bytes() == written
    assert list(cached.parent.iterdir()) == [cached]


_SHAPELESS = ["null", "1", "[]", "{}", '"weights"', "[" * 100_000, '{"weights": 1' + "0" * 5000 + "}"]
_MISSHAPEN = [
    *(("weights", value) for value in (None, [], "", 1, {"bias": "heavy"}, {"bias": None}, {"bias": [1]})),
    *(("transitions", value) for value in (None, [], [1, 2, 3], [1, 2, 3, 4, 5], {}, "12", [1, 2, 3, None], [[]] * 4)),
    *((key, value) for key in ("pairs", "triples") for value in (None, 1, [], {}, ["a b"])),
]


@pytest.mark.parametrize("content", _SHAPELESS, ids=lambda content: content[:20])
def test_a_cache_that_is_no_table_is_built_anew(cached: Path, built: Tables, content: str) -> None:
    cached.write_bytes(_with_checksum(content.encode()))
    assert tables() == built


@pytest.mark.parametrize(("key", "value"), _MISSHAPEN)
def test_a_cache_of_another_shape_is_built_anew(cached: Path, built: Tables, key: str, value: object) -> None:
    whole = json.loads(cached.read_bytes().partition(b"\n")[2])
    cached.write_bytes(_with_checksum(json.dumps({**whole, key: value}).encode()))
    assert tables() == built
    del whole[key]
    cached.write_bytes(_with_checksum(json.dumps(whole).encode()))
    assert tables() == built


@pytest.mark.parametrize(("key", "value"), [("transitions", [10**400, 0, 0, 0]), ("weights", {"bias": 10**400})])
def test_a_cache_with_an_endless_number_is_built_anew(cached: Path, built: Tables, key: str, value: object) -> None:
    whole = json.loads(cached.read_bytes().partition(b"\n")[2])
    cached.write_bytes(_with_checksum(json.dumps({**whole, key: value}).encode()))
    assert tables() == built


def test_a_folder_in_the_place_of_the_cache_is_left_there(cached: Path, built: Tables) -> None:
    cached.unlink()
    (cached / "kept").mkdir(parents=True)
    assert tables() == built
    assert [file.name for file in cached.parent.iterdir()] == [cached.name]
    assert (cached / "kept").is_dir()


@pytest.mark.parametrize("below", [".", "words", "of/words"])
def test_a_plain_file_in_the_place_of_the_folder_is_left_there(
    tmp_path: Path, built: Tables, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    plain = tmp_path / "plain"
    plain.write_text("kept")
    monkeypatch.setenv("CONTENT_GUARD_CACHE", str(plain / below))
    assert tables() == built
    assert plain.read_text() == "kept"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="for root every folder is writable")
@pytest.mark.parametrize("mode", [0o500, 0o000])
def test_a_folder_that_cannot_be_written_to_is_no_error(cache: Path, built: Tables, mode: int) -> None:
    cache.mkdir(parents=True)
    cache.chmod(mode)
    try:
        assert tables() == built
    finally:
        cache.chmod(0o700)
    assert list(cache.iterdir()) == []


def test_a_dangling_link_is_no_error(cache: Path, built: Tables) -> None:
    cache.parent.mkdir(parents=True)
    cache.symlink_to("nowhere")
    assert tables() == built


# pyvi's files.


@pytest.fixture
def models(tmp_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> Path:  # nothing cached
    """The models of another pyvi, which is found before the installed one."""
    package = tmp_path / "site" / "pyvi"
    (package / "models").mkdir(parents=True)
    (package / "__init__.py").write_text("raise AssertionError('pyvi is not to be imported')")
    for name in ("pyvi3.pkl", "words.txt"):
        shutil.copy(_PYVI / "models" / name, package / "models" / name)
    monkeypatch.delitem(sys.modules, "pyvi")
    monkeypatch.syspath_prepend(str(package.parent))
    return package / "models"


def test_tables_are_read_without_importing_pyvi(models: Path, built: Tables) -> None:
    (models / "words.txt").write_text("một hai\nmột hai ba\nbốn", encoding="utf-8")
    assert tables() == built._replace(pairs={"một hai"}, triples={"một hai ba"})


class _Calls:
    """Pickled, a call of any function."""

    def __init__(self, function: Callable[..., object], *arguments: object) -> None:
        self.call = function, arguments

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self.call


def _evil_pickles(done: Path) -> dict[str, bytes]:
    """Each would make a file when it is loaded as usual."""
    command = f"echo > '{done}'"
    code = f"open({str(done)!r}, 'w').close()"
    return {
        "posix.system": pickle.dumps(_Calls(os.system, command)),
        "os.system": f"cos\nsystem\n(V{command}\ntR.".encode(),
        "builtins.eval": pickle.dumps(_Calls(eval, code)),
        "builtins.exec": pickle.dumps(_Calls(exec, code), protocol=0),
        "pathlib.Path.touch": pickle.dumps(_Calls(Path.touch, done)),
        "subprocess.Popen": pickle.dumps(_Calls(subprocess.Popen, ["touch", str(done)])),
    }


@pytest.mark.parametrize("name", _evil_pickles(Path()))
def test_a_pickle_that_calls_anything_is_refused(models: Path, tmp_path: Path, name: str) -> None:
    done = tmp_path / "done"
    evil = _evil_pickles(done)[name]
    (models / "pyvi3.pkl").write_bytes(evil)
    with pytest.raises(ConfigError, match=r"cannot be read .*Install pyvi"):
        tables()
    assert not done.exists()
    called = pickle.loads(evil)  # the proof that it was dangerous
    if isinstance(called, subprocess.Popen):
        called.wait()
    assert done.exists()


_NO_MODELS = {
    "nothing": b"",
    "nonsense": b"nonsense",
    "another object": pickle.dumps({"modelfile": b""}),
    "a list": pickle.dumps([1, 2]),
    "a pickle cut off": (_PYVI / "models" / "pyvi3.pkl").read_bytes()[:-1000],
    "another encoding": pickle.dumps(b"bytes", protocol=2).replace(b"latin1", b"rot-13"),
    "a pickle that nests for ever": b"(" * 100_000 + b".",
    "a pickle of itself": b"\x80\x02]q\x00h\x00a.",
}


@pytest.mark.parametrize("content", _NO_MODELS.values(), ids=_NO_MODELS)
def test_a_damaged_model_is_a_mistake_in_the_setup(models: Path, content: bytes) -> None:
    (models / "pyvi3.pkl").write_bytes(content)
    with pytest.raises(ConfigError, match="Install pyvi"):
        tables()


@pytest.mark.parametrize("name", ["pyvi3.pkl", "words.txt"])
def test_a_missing_model_is_a_mistake_in_the_setup(models: Path, name: str) -> None:
    (models / name).unlink()
    with pytest.raises(ConfigError, match="Install pyvi"):
        tables()
    (models / name).mkdir()
    with pytest.raises(ConfigError, match="Install pyvi"):
        tables()


def test_a_word_list_in_another_encoding_is_a_mistake_in_the_setup(models: Path) -> None:
    (models / "words.txt").write_bytes("một hai".encode("utf-16"))
    with pytest.raises(ConfigError, match="Install pyvi"):
        tables()


def test_without_pyvi_the_advice_is_to_install_it(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyvi", None)
    with pytest.raises(ConfigError, match="pip install pyvi"):
        tables()
    assert not cache.exists()


# CRFsuite's format.


@pytest.fixture(scope="module")
def trained(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A little model by CRFsuite itself."""
    file = tmp_path_factory.mktemp("model") / "little.crfsuite"
    trainer = pycrfsuite.Trainer(verbose=False)
    trainer.append([["a", "b"], ["a"], ["ơ c"]], ["B", "I", "B"])
    trainer.append([["b"], ["ơ c", "a"]], ["I", "B"])
    trainer.train(str(file))
    return file


def test_a_model_is_read_as_crfsuite_reads_it(trained: Path) -> None:
    tagger = pycrfsuite.Tagger()
    tagger.open(str(trained))
    expected, found = tagger.info(), crfsuite.parse(trained.read_bytes())
    assert found.labels == tuple(sorted(expected.labels, key=lambda label: int(expected.labels[label])))
    assert found.states == pytest.approx(expected.state_features, abs=1e-5)
    assert found.transitions == pytest.approx(expected.transitions, abs=1e-5)
    assert found.states
    assert found.transitions


@pytest.mark.parametrize("data", [b"", b"nonsense", b"lCRF", b"lCRF" + bytes(44), b"\0" * 48, b"nonsense" * 1000])
def test_other_bytes_are_no_model(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a CRFsuite model"):
        crfsuite.parse(data)


def test_a_model_cut_off_is_refused_unless_nothing_needed_is_lost(trained: Path) -> None:
    """The references behind the names serve CRFsuite's own decoder only."""
    whole = trained.read_bytes()
    references_at = int.from_bytes(whole[40:44], "little")
    for size in range(len(whole)):
        try:
            assert crfsuite.parse(whole[:size]) == crfsuite.parse(whole)
            assert size > references_at - 4
        except ValueError:
            assert size <= references_at


@given(st.data())
def test_a_model_with_other_bytes_is_read_or_refused(trained: Path, data: st.DataObject) -> None:
    changed = bytearray(trained.read_bytes())
    places = st.integers(0, 300) | st.integers(0, len(changed) - 1)
    for at, byte in data.draw(st.lists(st.tuples(places, st.integers(0, 255)), max_size=6)):
        changed[at] = byte
    with suppress(ValueError):
        assert isinstance(crfsuite.parse(bytes(changed)), crfsuite.Model)


@given(st.binary(max_size=200))
def test_any_bytes_behind_the_right_beginning_are_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a CRFsuite model"):
        crfsuite.parse(b"lCRF\0\0\0\0FOMC" + data)
