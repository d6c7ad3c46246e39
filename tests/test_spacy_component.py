"""The spaCy component, in a real pipeline."""

from __future__ import annotations

import pickle
import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin

from content_guard import ConfigError, Guard, Report

TEXT = "Kinh hoàng: chết hàng loạt sau tiêm vắc xin!\n\nNgười nhà kể lại sự việc tại thôn Nà Khằm."
CALM = "Chợ phiên họp sớm\n\nBà con xuống chợ từ sáng."
BLANK = {"nlp": {"tokenizer": {"use_pyvi": False}}}


def pipeline(**settings: object) -> Language:
    nlp = spacy.blank("vi", config=BLANK)
    nlp.add_pipe("content_guard", config=settings)
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return pipeline()


def test_a_doc_gets_the_report_of_its_text(nlp: Language) -> None:
    doc = nlp(TEXT)
    assert doc._.content_guard == Guard().check_text(TEXT)
    assert isinstance(doc._.content_guard, Report)
    for finding in doc._.content_guard.findings:
        assert doc.text[slice(*finding.span)] == finding.text
        assert finding.text in doc.char_span(*finding.span, alignment_mode="expand").text


def test_the_settings_of_the_guard_are_those_of_the_pipe() -> None:
    settings = {"packs": ["lai-chau-covid-2021"], "select": ["HED"], "ignore": ["HED105"], "lang": "en"}
    report = pipeline(**settings, min_score=0.6)(TEXT)._.content_guard
    expected = Guard(["lai-chau-covid-2021"], ["HED"], ["HED105"], "en", 0.6).check_text(TEXT)
    assert report == expected
    assert report.findings


@pytest.mark.parametrize("processes", [1, 2])
def test_many_docs_in_order(nlp: Language, processes: int) -> None:
    scores = [doc._.content_guard.score for doc in nlp.pipe([TEXT, CALM] * 5, batch_size=3, n_process=processes)]
    assert scores[0] > 0
    assert scores == [scores[0], 0.0] * 5


@pytest.mark.parametrize("text", ["", " \n ", "Only English here, nothing else.", "\u200b", "a" * 5000])
def test_any_text_gives_a_report(nlp: Language, text: str) -> None:
    report = nlp(text)._.content_guard
    assert report.findings == ()
    assert report.stats["notes"]


def test_a_doc_keeps_its_report_on_disk_in_bytes_and_in_copies(nlp: Language, tmp_path: Path) -> None:
    doc = nlp(TEXT)
    expected = doc._.content_guard
    doc.to_disk(tmp_path / "doc")
    many = DocBin(docs=[doc], store_user_data=True).to_bytes()
    for kept in (
        Doc(nlp.vocab).from_disk(tmp_path / "doc"),
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        next(iter(DocBin().from_bytes(many).get_docs(nlp.vocab))),
        pickle.loads(pickle.dumps(doc)),
        doc.copy(),
    ):
        assert kept._.content_guard == expected
    assert doc.to_json()["text"] == TEXT


def test_a_doc_that_was_not_checked_has_no_report() -> None:
    assert spacy.blank("vi", config=BLANK)(TEXT)._.content_guard is None


def test_a_pipeline_comes_back_from_disk_and_bytes(tmp_path: Path) -> None:
    nlp = pipeline(select=["HED"])
    nlp.to_disk(tmp_path / "nlp")
    loaded = spacy.load(tmp_path / "nlp")
    assert loaded.pipe_names == ["content_guard"]
    assert loaded(TEXT)._.content_guard == nlp(TEXT)._.content_guard
    assert loaded.from_bytes(nlp.to_bytes())(TEXT)._.content_guard == nlp(TEXT)._.content_guard


def test_settings_that_mean_nothing_are_refused() -> None:
    with pytest.raises(ConfigError, match="There is no pack"):
        pipeline(packs=["khong-co"])
    with pytest.raises(ValueError, match="selct"):
        pipeline(selct=["HED"])


def test_the_component_is_found_by_its_entry_point_alone() -> None:
    code = (
        "import sys, spacy\n"
        f"nlp = spacy.blank('vi', config={BLANK!r})\n"
        "assert 'content_guard.guard' not in sys.modules  # others' pipelines do not pay for ours\n"
        "nlp.add_pipe('content_guard')\n"
        f"print(len(nlp({TEXT!r})._.content_guard.findings) > 0)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert shown == "True\n"


def test_the_command_never_loads_spacy(tmp_path: Path) -> None:
    draft = tmp_path / "tin.txt"
    draft.write_text(TEXT, encoding="utf-8")
    code = (
        "import sys\nfrom content_guard.entrances.cli import main\n"
        f"try:\n    main(['check', '--exit-zero', {str(draft)!r}])\nexcept SystemExit:\n    pass\n"
        "print('spacy' in sys.modules)"
    )
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert "HED101" in shown
    assert shown.splitlines()[-1] == "False"
