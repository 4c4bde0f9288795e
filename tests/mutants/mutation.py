"""`make mutation`: mutmut over filters, scoring, policy and measures, in a copy of the repository.

mutmut changes one thing at a time (a sign, a number, an argument, a word) and runs the tests that
reach the changed function. What it may change and which tests it runs: `[tool.mutmut]` in
pyproject.toml. Exit code 1 if fewer than BAR per cent of the mutants are killed.
"""

import argparse
import ast
import json
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.mutants.planting import ROOT, copy_of_the_repository

FOLDER = ROOT / ".mutation"
ROOMS = ("filters", "scoring", "policy", "measures")
BAR = 85
SEED = 10
KILLED, TIMED_OUT = (1, 3), (-24, 24, 36, 152, 255)
"""Exit codes that mutmut keeps: a test failed, or ran many times longer than it does."""
FRESH = '''

@pytest.fixture(autouse=True)
def _fresh_caches() -> None:
    """A test that finds a function's result kept does not reach the function."""
    import sys

    for name, module in list(sys.modules.items()):
        if name.startswith("data_layer."):
            for kept in vars(module).values():
                if hasattr(kept, "cache_clear"):
                    kept.cache_clear()
'''


def main(arguments: Sequence[str]) -> int:
    """Mutate, test, and say what survived."""
    parser = argparse.ArgumentParser(prog="python -m tests.mutants.mutation")
    parser.add_argument("--sample", type=int, help="how many mutants, drawn; all without it")
    parser.add_argument("--children", type=int, default=2, help="mutants tested at once")
    given = parser.parse_args(arguments)
    if not FOLDER.exists():
        prepare(FOLDER)
    run = [sys.executable, "-m", "mutmut", "run", "--max-children", str(given.children)]
    # Nothing is tested by a name that no mutant has, but every mutant is written.
    subprocess.run([*run, "no such mutant"], cwd=FOLDER, check=False, capture_output=True)
    names = sorted(results(FOLDER))
    if given.sample:
        names = random.Random(SEED).sample(names, given.sample)
    subprocess.run([*run, *names], cwd=FOLDER, check=False)
    tested = {name: code for name, code in results(FOLDER).items() if name in set(names)}
    return 0 if report(tested) >= BAR else 1


def prepare(folder: Path) -> None:
    """A copy in which mutmut reaches every function of ROOMS: it leaves decorated ones out."""
    folder.mkdir()
    copy_of_the_repository(folder)
    (folder / "biome.json").unlink()  # a second one would stop Biome here
    for room in ROOMS:
        for file in (folder / "data_layer" / room).glob("*.py"):
            file.write_text(decorated_below(file.read_text("utf-8")), encoding="utf-8")
    conftest = folder / "tests" / "conftest.py"
    text = conftest.read_text("utf-8").replace("max_examples=30", "max_examples=25")
    conftest.write_text(text + FRESH, encoding="utf-8")


def decorated_below(source: str) -> str:
    """The same module, where `@cache def f` reads `def f` and, below it, `f = cache(f)`."""
    lines = source.splitlines(keepends=True)
    for node in reversed(ast.parse(source).body):
        if isinstance(node, ast.FunctionDef) and len(node.decorator_list) == 1:
            (decorator,) = node.decorator_list
            call = f"{node.name} = {ast.unparse(decorator)}({node.name})"
            lines.insert(node.end_lineno or 0, f"\n\n{call}\n")
            del lines[decorator.lineno - 1 : decorator.end_lineno]
    return "".join(lines)


def results(folder: Path) -> dict[str, int | None]:
    """Mutant to the exit code of its tests, None if they did not run."""
    found: dict[str, int | None] = {}
    for file in sorted((folder / "mutants" / "data_layer").rglob("*.meta")):
        found |= json.loads(file.read_text("utf-8"))["exit_code_by_key"]
    return found


def report(tested: dict[str, int | None]) -> float:
    """Print survivors and a line a room; the per cent killed of those that ran."""
    counts: dict[str, Counter[str]] = {room: Counter() for room in (*ROOMS, "all")}
    for name, outcome in sorted(_outcomes(tested)):
        room = name.split(".")[1]
        counts[room][outcome] += 1
        counts["all"][outcome] += 1
        if outcome == "survived":
            print(name)
    for room, each in counts.items():
        print(room, dict(each), f"{_killed(each):.1f}% killed")
    return _killed(counts["all"])


def _outcomes(tested: dict[str, int | None]) -> Iterator[tuple[str, str]]:
    for name, code in tested.items():
        if code is None:
            yield name, "not run"
        else:
            yield name, "killed" if code in (*KILLED, *TIMED_OUT) else "survived"


def _killed(counts: Counter[str]) -> float:
    ran = counts["killed"] + counts["survived"]
    return counts["killed"] / ran * 100 if ran else 0.0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
