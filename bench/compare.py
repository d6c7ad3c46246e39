"""Everything that is measured about speed, in one sitting: ``python bench/compare.py``.

Builds the two mixes, installs the peers it can into ``bench/.peers`` (the registries of Python and Node are asked the
first time), lets all tools take turns on the same files and the same 600 phrases, and writes ``bench/results.json`` and
``docs/performance.md`` with its plots. About half an hour on two quiet cores. ``--quick`` takes few articles and rounds
and writes into ``bench/.work`` only; ``--page`` writes the page again from what was measured last.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

import cold
import growth
import mixes
import phrases
import stages
import throughput
from environments import Environment, Unavailable
from page import write_page
from tools import SOURCES, TOOLS, WHOLE, Running, Tool

from content_guard import Guard

HERE = Path(__file__).resolve().parent
WORK = HERE / ".work"
RESULTS = HERE / "results.json"
DOCS = HERE.parent / "docs"
OUR_PACKAGES = ("ahocorasick-rs", "pyvi", "regex", "msgspec")


def measured(*, quick: bool, only: Sequence[str]) -> dict[str, Any]:
    """Measure everything, the slowest part last."""
    count, rounds = (40, 2) if quick else (mixes.COUNT, 7)
    say("mixes and phrases")
    folders, sought = mixes.write(WORK / f"mix-{count}", count), phrases.phrases()
    (WORK / "phrases.json").write_text(json.dumps(sought), encoding="utf-8")
    tools = [t for t in TOOLS if t.name == WHOLE or not only or any(o.lower() in t.name.lower() for o in only)]
    available, versions, left_out = environments(tools)
    results: dict[str, Any] = {"machine": machine(), "versions": versions, "mixes": described(folders, sought)}
    results |= {"phrases": len(sought), "rounds": rounds, "quick": quick}
    with started([t for t in tools if t.environment is None or t.environment in available], left_out) as running:
        say(f"{len(running)} tools take turns, {throughput.WARM_UPS} + {rounds} rounds")
        results |= compared(running, folders, sought, rounds)
    results["left_out"] = left_out
    say("cold starts")
    example = next(iter(sorted(folders["newsroom"].glob("*.txt")))).read_text(encoding="utf-8")
    results["cold"] = cold.measure(available, example, sought, 2 if quick else 9)
    say("one process and two")
    results["processes"] = processes(folders["newsroom"], rounds, 1 if quick else 4)
    say("stages")
    results["stages"] = {mix: stages.measure(mix, min(count, 200), rounds) for mix in mixes.MIXES}
    say("growth")
    return results | {"growth": growth.measure(quick=quick)}


def say(what: str) -> None:
    """Tell what is being done."""
    print(f"{what} …", file=sys.stderr, flush=True)


def machine() -> dict[str, Any]:
    """What everything runs on; nothing that names it."""
    model = [line.split(":")[1].strip() for line in _lines("/proc/cpuinfo") if line.startswith("model name")]
    memory = [int(line.split()[1]) * 1024 for line in _lines("/proc/meminfo") if line.startswith("MemTotal")]
    return {
        "date": date.today().isoformat(),
        "processor": model[0] if model else platform.processor() or platform.machine(),
        "cores": os.cpu_count(),
        "memory": memory[0] if memory else None,
        "system": f"{platform.system()} {platform.machine()}",
        "load_before": round(os.getloadavg()[0], 2),
    }


def _lines(file: str) -> list[str]:
    path = Path(file)
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def environments(tools: Sequence[Tool]) -> tuple[list[Environment], dict[str, str], dict[str, str]]:
    """The environments that could be made, versions of all packages, and what could not be had, with the reason."""
    versions = {"Python": platform.python_version(), "content-guard": version("content-guard")}
    versions |= {name: version(name) for name in OUR_PACKAGES}
    available, left_out = [], {}
    for environment in dict.fromkeys(tool.environment for tool in tools if tool.environment):
        say(f"environment {environment.name}")
        try:
            versions |= {f"{name} ({environment.name})": v for name, v in environment.made().items()}
            available.append(environment)
        except Unavailable as reason:
            left_out[environment.name] = str(reason)
            print(f"  left out: {reason}", file=sys.stderr)
    return available, versions, left_out


def described(folders: Mapping[str, Path], sought: Sequence[str]) -> dict[str, Any]:
    """What the mixes hold, as measured."""
    guard, facts = Guard(), {}
    for mix, folder in folders.items():
        texts = [file.read_text(encoding="utf-8") for file in sorted(folder.glob("*.txt"))]
        reports = [guard.check_text(text) for text in texts]
        facts[mix] = {
            "articles": len(texts),
            "bytes": sum(len(text.encode()) for text in texts) / len(texts),
            "hits": sum(len(phrases.hits(text, sought)) for text in texts) / len(texts),
            "findings": sum(len(report.findings) for report in reports) / len(reports),
            "with_a_finding": sum(bool(report.findings) for report in reports) / len(reports),
        }
    return facts


@contextmanager
def started(tools: Sequence[Tool], left_out: dict[str, str]) -> Iterator[list[Running]]:
    """Start the tools; one that does not start is told and left out."""
    running: list[Running] = []
    for number, tool in enumerate(tools):
        try:
            running.append(Running(tool, WORK / "phrases.json", WORK / f"tool-{number}"))
        except Unavailable as reason:
            left_out[tool.name] = str(reason)
            print(f"  left out: {tool.name}: {reason}", file=sys.stderr)
    try:
        yield running
    finally:
        for one in running:
            one.end()


def compared(
    running: Sequence[Running], folders: Mapping[str, Path], sought: Sequence[str], rounds: int
) -> dict[str, Any]:
    """Speed of every tool on every mix, then its peak of memory, then what it found."""
    passes = throughput.measure(running, folders, rounds)
    memory = {one.tool.name: one.ask("memory") for one in running}
    texts = [file.read_text(encoding="utf-8") for folder in folders.values() for file in sorted(folder.glob("*.txt"))]
    found = {
        one.tool.name: throughput.held_against(
            [spans for folder in folders.values() for spans in one.ask("spans", folder)], texts, sought
        )
        for one in running
        if one.tool.seeks
    }
    ready = {one.tool.name: one.ready for one in running}
    return {"speed": throughput.summary(passes, folders), "memory": memory, "hits": found, "ready": ready}


def processes(folder: Path, rounds: int, times: int) -> dict[str, Any]:
    """``check --jobs`` 1 and 2 over the newsroom mix, so many times, from start to end."""
    many = WORK / "many"
    shutil.rmtree(many, ignore_errors=True)
    many.mkdir(parents=True)
    for file in folder.glob("*.txt"):
        for number in range(times):
            shutil.copy(file, many / f"{number}-{file.name}")
    variables = {"PYTHONPATH": str(SOURCES), "CONTENT_GUARD_CACHE": str(WORK / "cache")}
    command = [sys.executable, "-m", "content_guard", "check", "--quiet", "--exit-zero", "--format", "jsonl"]
    runs: dict[str, list[Mapping[str, float]]] = {"1": [], "2": []}
    for _ in range(rounds):
        for jobs, every in runs.items():
            every.append(cold.launched([*command, "--jobs", jobs, str(many)], variables))
    return {"drafts": len(list(many.iterdir())), "jobs": {jobs: cold.medians(every) for jobs, every in runs.items()}}


def main() -> None:
    """Measure, keep, and write the page."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n\n")[1])
    parser.add_argument("--quick", action="store_true", help="few articles and rounds; nothing outside bench/.work")
    parser.add_argument("--only", action="append", default=[], metavar="NAME", help="tools with this in their name")
    parser.add_argument("--page", action="store_true", help="write the page from the last results; measure nothing")
    args = parser.parse_args()
    WORK.mkdir(exist_ok=True)
    os.environ["CONTENT_GUARD_CACHE"] = str(WORK / "cache")  # throw-away packs stay out of the user's
    partly = args.quick or args.only
    file, docs = (WORK / "results.json", WORK) if partly else (RESULTS, DOCS)
    if not args.page:
        results = measured(quick=args.quick, only=args.only)
        file.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    print(write_page(json.loads(file.read_text(encoding="utf-8")), docs))


if __name__ == "__main__":
    main()
