"""What tests share: the one command that accepts golden files, a quiet cache, and Hypothesis' profile."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile("ci", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("ci")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files anew instead of comparing with them")
    parser.addoption(
        "--whole", action="store_true", help="compare both ways of checking on every draft: an hour's work"
    )


@pytest.fixture(scope="session", autouse=True)
def _cache_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep tests, and the commands they run, out of the user's cache, and out of the workflow they may run in."""
    with pytest.MonkeyPatch.context() as patch:
        for variable in ("GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY"):
            patch.delenv(variable, raising=False)
        patch.setenv("CONTENT_GUARD_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare a text with ``tests/golden/NAME``; with ``--accept``, write it."""

    def compare(name: str, text: str) -> None:
        file = Path(__file__).parent / "golden" / name
        if request.config.getoption("--accept"):
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
        assert file.is_file(), f"{file.name} is new: look at it with python -m pytest --accept"
        assert text == file.read_text(encoding="utf-8"), f"{name} moved; if that is right: python -m pytest --accept"

    return compare
