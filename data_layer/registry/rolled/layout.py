"""Where a roll-up keeps its parts inside the folder of its version.

rows/province_code=<code>/*.parquet       the enterprises
cubes/<columns>.parquet                   one file a cube, sorted
answers/<code fingerprint>/<key>.arrow    results of exhibits that no cube answers
rollup.json                               what cubes there are
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from data_layer.filters.filters import Filters

FORMAT = 1
"""Changes when the meaning of the files does; part of the version of a roll-up."""
PARTITION = "province_code"
CONTENTS = "rollup.json"
"""The file whose presence makes a version a roll-up."""


@dataclass(frozen=True)
class Cube:
    """Enterprises counted by `columns`; `cells` is how many combinations occur."""

    columns: tuple[str, ...]
    cells: int

    @property
    def name(self) -> str:
        return "-".join(self.columns) or "all"


@dataclass(frozen=True)
class Layout:
    """Paths inside one folder."""

    folder: Path

    @property
    def rows(self) -> Path:
        return self.folder / "rows"

    @property
    def coded(self) -> Path:
        """The counted columns as small numbers, while the job runs."""
        return self.folder / "coded"

    @property
    def parts(self) -> Path:
        """Cubes as the engine wrote them, while the job runs."""
        return self.folder / "parts"

    @property
    def contents(self) -> Path:
        return self.folder / CONTENTS

    def cube(self, name: str) -> Path:
        """The file of a cube."""
        return self.folder / "cubes" / f"{name}.parquet"

    def answer(self, fingerprint: str, key: str) -> Path:
        """The file of one stored result."""
        return self.folder / "answers" / fingerprint / f"{key}.arrow"

    def write_contents(self, cubes: Sequence[Cube]) -> None:
        """Say what cubes there are."""
        body = {"format": FORMAT, "cubes": [asdict(cube) for cube in cubes]}
        self.contents.write_text(json.dumps(body, indent=1), encoding="utf-8")

    def read_contents(self) -> tuple[Cube, ...]:
        """The cubes there are, smallest first."""
        body = json.loads(self.contents.read_text(encoding="utf-8"))
        cubes = [Cube(tuple(cube["columns"]), cube["cells"]) for cube in body["cubes"]]
        return tuple(sorted(cubes, key=lambda cube: (cube.cells, cube.columns)))


def answer_key(question: str, filters: Filters, params: Mapping[str, str]) -> str:
    """File name of a stored result: a hash of exhibit, filters and parameters."""
    state = repr((question, filters.to_query(), sorted(params.items())))
    return hashlib.blake2b(state.encode(), digest_size=16).hexdigest()
