"""Run a command once and print its wall and CPU seconds and peak memory: ``python launch.py COMMAND…``.

A program of its own, and a small one: a child's peak is counted from what its parent holds. Of several processes that
the command starts, seconds of CPU are the sum and the peak is that of the greatest.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
from time import perf_counter

start = perf_counter()
run = subprocess.run(sys.argv[1:], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
seconds = perf_counter() - start
usage = resource.getrusage(resource.RUSAGE_CHILDREN)
if run.returncode not in (0, 1):  # 1: something was found
    sys.exit(os.fsdecode(run.stderr))
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps({"seconds": seconds, "cpu": usage.ru_utime + usage.ru_stime, "memory": usage.ru_maxrss * unit}))
