"""Print the peak memory in MB of one engine over the core questions: python -m ... ENGINE ROWS."""

import sys
from importlib import import_module

from tests.bench.homes import home
from tests.bench.questions import SELECTIONS
from tests.bench.timing import peak_mb

if __name__ == "__main__":
    engine = import_module(f"tests.bench.engine_{sys.argv[1]}")
    held = engine.load(home(int(sys.argv[2])))
    for asked in SELECTIONS:
        engine.answer(held, asked)
    print(peak_mb())
