"""The configuration of a guard: files that are found near drafts, and what they may say."""

from .configuration import NOTHING_SET, Configuration, Said
from .nearest import Nearest
from .overrides import NO_OVERRIDES, Glob, Overrides, PathIgnore, RuleSetting
from .paths import absolute, is_root, shared_folder, shown

__all__ = [
    "NOTHING_SET",
    "NO_OVERRIDES",
    "Configuration",
    "Glob",
    "Nearest",
    "Overrides",
    "PathIgnore",
    "RuleSetting",
    "Said",
    "absolute",
    "is_root",
    "shared_folder",
    "shown",
]
