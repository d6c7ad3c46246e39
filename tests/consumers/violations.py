"""Print what violations-lib, the parser of Jenkins and of merge-request bots, reads in a Code Quality report: JSON.

    python violations.py JAR FILE

A process of its own: a Java machine cannot be stopped and started again.
"""

import json
import re
import sys
from pathlib import Path

import jpype


def main(jar: str, file: str) -> None:
    path = Path(file).resolve()
    jpype.startJVM(classpath=[jar], convertStrings=True)
    lib = jpype.JPackage("shadow").se.bjurr.violations.lib
    kind, pattern = lib.reports.Parser.CODECLIMATE, f".*/{re.escape(path.name)}$"
    api = lib.ViolationsApi.violationsApi().findAll(kind).inFolder(str(path.parent)).withPattern(pattern)
    print(json.dumps([_told(violation) for violation in api.violations()]))


def _told(violation: jpype.JObject) -> dict[str, str | int]:
    return {
        "file": violation.getFile(),
        "line": int(violation.getStartLine()),
        "end": int(violation.getEndLine()),
        "severity": str(violation.getSeverity()),
        "rule": violation.getRule(),
        "message": violation.getMessage(),
    }


if __name__ == "__main__":
    main(*sys.argv[1:])
