"""`make mutants`: every planted fault must be caught; exit code 1 if one is not."""

import sys
import tempfile
from pathlib import Path

from tests.mutants.planting import copy_of_the_repository, faults, is_caught


def main() -> int:
    """Plant each fault, one after the other, and say which were not noticed."""
    missed: list[str] = []
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        copy_of_the_repository(folder)
        for fault in faults():
            caught = is_caught(fault, folder)
            print(f"{'caught' if caught else 'MISSED'}  {fault.name}", flush=True)
            missed += [] if caught else [fault.name]
    print(f"{len(list(faults())) - len(missed)} caught, {len(missed)} missed")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
