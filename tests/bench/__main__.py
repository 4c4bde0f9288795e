"""Measure, print, and keep what was measured in `.bench/history.jsonl`.

    python -m tests.bench                                    all parts at 167,372 and 1,000,000 rows
    python -m tests.bench --sizes 10000000 --parts core,pages --repeats 3
    python -m tests.bench --sizes 10000000 --parts rollup    on a Spark cluster of two workers

Registries are demonstration registries, made on first use and kept under `.bench/homes`.
"""

import argparse
import sys
from importlib import import_module

PARTS = ("core", "pages", "find", "updates", "rule", "files", "large", "rollup", "browser")
NAMED_ONLY = ("rollup",)
"""Parts that are run only if named: they need Spark and Java."""
SMALL_ONLY = ("updates", "rule", "browser")
"""Parts that are run at the smallest size alone unless named."""


def main(arguments: list[str]) -> int:
    """Run the chosen parts at the chosen sizes."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench")
    parser.add_argument("--sizes", default="167372,1000000", help="rows, with commas")
    parser.add_argument("--parts", default=None, help=f"of {', '.join(PARTS)}")
    parser.add_argument("--repeats", type=int, default=5)
    chosen = parser.parse_args(arguments)
    sizes = sorted(int(size) for size in chosen.sizes.split(","))
    usual = ",".join(part for part in PARTS if part not in NAMED_ONLY)
    for part in (chosen.parts or usual).split(","):
        if part not in PARTS:
            parser.error(f"no part {part!r}: {', '.join(PARTS)}")
        alone = part in SMALL_ONLY and chosen.parts is None
        for rows in sizes[:1] if alone else sizes:
            import_module(f"tests.bench.part_{part}").run(rows, chosen.repeats)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
