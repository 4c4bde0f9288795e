"""A billion commas in one line are refused by the line's length: none of them becomes a cell.

The memory that reading them may take is bounded by hand: a line in parts, not the file.
"""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BILLION = 1_000_000_000
PIECE = b"," * 50_000_000
LOOK = """
import resource, sys
from pathlib import Path
from data_layer.importer.errors import ImportFileError
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Files, preview_of
from data_layer.intake.propose import opened
path = Path(sys.argv[1])
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    found, choices = opened(path, Choices())
    preview_of(path, found, choices.same_id, Files(work=path.parent))
except ImportFileError as error:
    print(error.message.en)
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.parametrize(("rows", "commas"), [(0, BILLION // 10), (30_000, BILLION)])
def test_a_billion_commas_take_no_memory(tmp_path: Path, rows: int, commas: int) -> None:
    path = tmp_path / "commas.csv"
    with path.open("wb") as file:
        file.write("企业名称,省份,参保人数\n".encode())
        for at in range(rows):
            file.write(f"公司{at}号有限公司有限公司有限公司有限公司,江苏省,5\n".encode())
        for _ in range(commas // len(PIECE)):
            file.write(PIECE)
    try:
        seen = subprocess.run(
            [sys.executable, "-c", LOOK, str(path)],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        )
    finally:
        path.unlink()
    said, grown = seen.stdout.rsplit("\n", 2)[0:2]
    assert f"row {rows + 2}: a cell is longer" in said
    assert int(grown) < 400
