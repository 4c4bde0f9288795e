"""What benchmarks measured, a line each in `.bench/history.jsonl`, and as text on the screen."""

import json
import os
import subprocess
from datetime import UTC, datetime
from functools import cache
from typing import Any

from tests.bench.homes import FOLDER, ROOT


@cache
def _run() -> dict[str, Any]:
    """What is the same for all lines of a run."""
    asked = subprocess.run(
        ["git", "rev-parse", "--short", "HEAD"], cwd=ROOT, capture_output=True, text=True
    )
    return {"at": datetime.now(UTC).isoformat(timespec="seconds"), "commit": asked.stdout.strip()}


def record(part: str, case: str, **figures: Any) -> None:
    """Keep and print one measurement. The load of the machine is kept with it."""
    line = {**_run(), "load": round(os.getloadavg()[0], 1), "part": part, "case": case, **figures}
    FOLDER.mkdir(exist_ok=True)
    with (FOLDER / "history.jsonl").open("a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
    said = "  ".join(f"{name} {value}" for name, value in figures.items())
    print(f"{part:10} {case:44} {said}", flush=True)
