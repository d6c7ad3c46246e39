"""The configuration of a guard: files that are found near drafts, and what they may say."""

from .choice import COMMAND_LINE, Choice
from .configuration import NOTHING_SET, Configuration, Said
from .nearest import Nearest
from .overrides import NO_OVERRIDES, Glob, Overrides, PathIgnore, RuleSetting
from .paths import absolute, is_file, is_folder, is_root, shared_folder, shown

__all__ = [
    "COMMAND_LINE",
    "NOTHING_SET",
    "NO_OVERRIDES",
    "Choice",
    "Configuration",
    "Glob",
    "Nearest",
    "Overrides",
    "PathIgnore",
    "RuleSetting",
    "Said",
    "absolute",
    "is_file",
    "is_folder",
    "is_root",
    "shared_folder",
    "shown",
]
