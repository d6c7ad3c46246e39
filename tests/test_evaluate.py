"""Labelled corpora, and what ``content-guard evaluate`` says of them."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from content_guard import DraftError, Guard
from content_guard.entrances.cli import main
from content_guard.evaluate import Item, evaluate, outcomes, part_of, read_corpus

CORPORA = Path(__file__).parents[1] / "corpora"
FAMILIES = "HCVXUSRP"
SIGNALS = [
    *("attributed", "anonymous", "social", "denied", "refuted", "hedged", "inquiry", "quoted", "question", "goal"),
    *("proposed", "like-for-like", "official-form"),
]


def record(**changes: object) -> dict[str, object]:
    base = {"id": "x-1", "group": "g1", "headline": "", "lead": "", "body": "", "labels": {}, "evidence": {}}
    return base | changes


def corpus(folder: Path, *records: dict[str, object]) -> Path:
    file = folder / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(r, ensure_ascii=False) for r in records), encoding="utf-8")
    return file


ALARM = record(
    id="x-1",
    headline="Kinh hoàng ở khu trọ phường Tân Phong",
    labels={"H": 1},
    evidence={"H": ["Kinh hoàng"]},
)
ELSEWHERE = record(
    id="x-2",
    group="g2",
    headline="Kinh hoàng: chuyện không ai hay ở khu trọ",
    labels={"H": 1},
    evidence={"H": ["không ai hay"]},
)
SOBER = record(id="x-3", group="g3", headline="Rùng mình vì rét: nhiệt độ xuống 2 độ C")
PLAIN = record(id="x-4", group="g4", headline="Thành phố tiêm mũi hai cho người cao tuổi")


def test_a_finding_is_right_only_at_the_evidence(tmp_path: Path) -> None:
    guard = Guard(select=["HED101"])
    found = {
        o.item.id: o
        for o in outcomes(guard, read_corpus(corpus(tmp_path, ALARM, ELSEWHERE, SOBER, PLAIN)))  # type: ignore[arg-type]
        if o.family == "HED"
    }
    assert [f.words for f in found["x-1"].right] == ["Kinh hoàng"]
    assert found["x-2"].wrong
    assert found["x-2"].missed
    assert found["x-3"].wrong
    assert not found["x-4"].wrong


def test_figures_count_drafts_findings_and_sole_catches(tmp_path: Path) -> None:
    guard = Guard(select=["HED101"])
    items = read_corpus(corpus(tmp_path, ALARM, ELSEWHERE, SOBER, PLAIN))
    evaluation = evaluate(outcomes(guard, items), ["HED101", "HED102"])  # type: ignore[arg-type]
    figures = evaluation.families["HED"]
    assert (figures.drafts, figures.expected, figures.caught, figures.shown, figures.right) == (4, 2, 1, 3, 1)
    assert figures.precision.value == pytest.approx(1 / 3)
    assert figures.recall.value == 0.5
    assert evaluation.rules["HED101"].sole == 1
    assert evaluation.rules["HED102"].shown == 0
    assert figures.precision.low <= figures.precision.value <= figures.precision.high
    assert evaluate(outcomes(guard, items)) == evaluate(outcomes(guard, items)), "intervals are drawn anew each time"  # type: ignore[arg-type]


def test_stock_words_are_those_of_lists_that_are_not_plain(tmp_path: Path) -> None:
    bare = record(id="x-5", headline="Quên Delta đi", labels={"H": 1}, evidence={"H": ["Quên Delta đi"]})
    found = {o.item.id: o for o in outcomes(Guard(), read_corpus(corpus(tmp_path, ALARM, bare))) if o.family == "HED"}  # type: ignore[arg-type]
    assert found["x-1"].stock
    assert not found["x-5"].stock
    said = corpus(tmp_path, ALARM | {"fresh": ["H"]}, bare | {"fresh": []})  # what readers said comes first
    found = {o.item.id: o for o in outcomes(Guard(), read_corpus(said)) if o.family == "HED"}  # type: ignore[arg-type]
    assert [found[name].stock for name in ("x-1", "x-5")] == [False, True]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("{", ":1:2: is not JSON"),
        ("[]", ":1: expected an object with an id"),
        (json.dumps(record(labels={"H": 1}, headline="Tin")), ":1: H is labelled 1 without evidence"),
        (json.dumps(record(labels={"H": 1}, headline="Tin", evidence={"H": ["khác"]})), "does not stand in the draft"),
        (json.dumps({"id": "s", "text": "không có gì", "labels": {}}), ":1: expected [marked words]"),
    ],
)
def test_a_mistake_in_a_corpus_is_told_with_its_line(line: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "c.jsonl").write_text(line, encoding="utf-8")
    with pytest.raises(DraftError, match=r".") as error:
        read_corpus(tmp_path / "c.jsonl")
    assert told in str(error.value)


def test_wrong_items_are_listed_for_the_dev_part_only(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    groups = {part: next(g for g in map(str, range(99)) if part_of(g) == part) for part in ("dev", "test")}
    file = corpus(tmp_path, *(record(id=part, group=g, headline="Rùng mình vì rét") for part, g in groups.items()))
    assert main(["evaluate", str(file), "--show"]) == 0
    shown = capsys.readouterr().out
    assert "\ndev wrong" in shown
    assert "\ntest wrong" not in shown


def test_two_versions_are_compared_item_by_item(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = corpus(tmp_path, ALARM, PLAIN)
    main(["evaluate", str(file), "--format", "json", "--ignore", "HED"])
    kept = tmp_path / "before.json"
    kept.write_text(capsys.readouterr().out, encoding="utf-8")
    main(["evaluate", str(file), "--against", str(kept)])
    shown = capsys.readouterr().out
    assert "x-1 HED: missed -> right HED101" in shown
    assert "1 drafts and families moved" in shown


def test_one_style_is_measured_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = corpus(tmp_path, ALARM | {"style": "everyday"}, PLAIN | {"style": "cunning"})
    main(["evaluate", str(file), "--style", "everyday", "--format", "json"])
    assert json.loads(capsys.readouterr().out)["pooled"]["drafts"] == 1


def test_what_is_no_evaluation_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = corpus(tmp_path, ALARM)
    assert main(["evaluate", str(file), "--against", str(file)]) == 2
    assert "evaluate --format json" in capsys.readouterr().err


def test_signals_are_measured_around_the_marked_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    sentence = {
        "id": "s1",
        "text": "Sở Y tế cho biết [ba người nhập viện].",
        "labels": {"attributed": 1, "question": 0},
    }
    main(["evaluate", str(corpus(tmp_path, sentence)), "--format", "json"])
    figures = json.loads(capsys.readouterr().out)
    assert (figures["attributed"]["held"], figures["attributed"]["right"]) == (1, 1)
    assert figures["question"]["held"] == 0


# The corpora themselves.


def labelled() -> list[dict]:
    return [json.loads(line) for line in (CORPORA / "labelled.jsonl").read_text(encoding="utf-8").splitlines()]


def test_every_family_has_enough_drafts_of_both_kinds() -> None:
    drafts = labelled()
    assert len({d["id"] for d in drafts}) == len(drafts)
    for letter, family in zip(FAMILIES, ("H", "C", "V", "X", "U", "S", "R", "P"), strict=True):
        own = [d for d in drafts if d["id"].startswith(family)]
        flags = [d for d in own if d["labels"][letter]]
        assert len(own) >= 120, family
        assert 0.4 <= len(flags) / len(own) <= 0.6, family
        long = [d for d in own if d["lead"] and d["body"] and len(f"{d['lead']} {d['body']}".split()) >= 120]
        assert len(long) >= len(own) / 2, family


def test_pairs_stay_together_and_both_parts_are_large() -> None:
    items = [i for i in read_corpus(CORPORA / "labelled.jsonl") if isinstance(i, Item)]
    sizes = Counter(item.part for item in items)
    assert min(sizes.values()) >= 0.4 * len(items)
    in_groups = [c for c in Counter(item.group for item in items).values() if c > 1]
    assert sum(in_groups) >= len(items) / 2


def test_no_draft_repeats_a_run_of_another_families_draft() -> None:
    """Drafts are written apart: twelve running syllables shared beyond a group would mean copying."""
    seen: dict[tuple[str, ...], str] = {}
    for draft in labelled():
        words = f"{draft['headline']} {draft['lead']} {draft['body']}".lower().split()
        for start in range(len(words) - 14):
            run = tuple(words[start : start + 15])
            other = seen.setdefault(run, draft["group"])
            assert other == draft["group"] or other[0] == draft["group"][0], (draft["id"], " ".join(run))


def test_further_drafts_are_all_for_learning() -> None:
    items = [i for i in read_corpus(CORPORA / "more-dev.jsonl") if isinstance(i, Item)]
    assert len(items) >= 300
    assert {item.part for item in items} == {"dev"}


def test_signals_have_enough_sentences_of_each() -> None:
    sentences = [json.loads(line) for line in (CORPORA / "signals.jsonl").read_text(encoding="utf-8").splitlines()]
    assert len(sentences) >= 500
    test = [s for s in sentences if part_of(s["id"]) == "test"]
    assert len(test) >= 250
    for name in SIGNALS:
        assert sum(s["labels"][name] for s in sentences) >= 40, name
        assert sum(s["labels"][name] for s in test) >= 20, name
