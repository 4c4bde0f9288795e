"""Every hostile file is refused in one sentence or taken with every row accounted for."""

import os
from pathlib import Path

import pytest

from data_layer.importer.errors import ImportFileError
from data_layer.intake.choices import Choices
from data_layer.intake.preview import Files, Preview, preview_of
from data_layer.intake.propose import opened
from data_layer.intake.uploads import check_unpacked
from data_layer.vocabulary.text import Text
from tests.hostile.files import FILES

MOST_MB = 200
REFUSED = ("bomb.xlsx", "far_cell.xlsx", "deep.json", "password.xlsx", "entities.csv", "nul.csv")


def brought(path: Path, work: Path) -> Preview | Text:
    """What is seen of a file, or why it is refused."""
    try:
        check_unpacked(path, MOST_MB)
        found, choices = opened(path, Choices())
        return preview_of(path, found, choices.same_id, Files(work=work))
    except ImportFileError as error:
        return error.message


@pytest.mark.parametrize("name", FILES)
def test_a_hostile_file_is_refused_or_taken_whole(tmp_path: Path, name: str) -> None:
    """Refused in one sentence, or each row accounted for; what entities ask for is not read."""
    path = tmp_path / name
    path.write_bytes(FILES[name]())
    seen = brought(path, tmp_path)
    if isinstance(seen, Text):
        assert all(seen)
        assert "root:" not in "".join(seen)
        assert "\n" not in seen.zh
        return
    assert name not in REFUSED
    aside = sum(it.rows for it in seen.aside)
    assert not seen.named or seen.accepted + seen.merged + aside == seen.read
    assert not any("root:" in sample for it in seen.columns for sample in it.samples)


def test_a_pipe_and_a_link_out_are_no_files(tmp_path: Path) -> None:
    """A FIFO is never waited for; a link leads to what it names, and is read as that."""
    os.mkfifo(tmp_path / "pipe.csv")
    with pytest.raises(ImportFileError, match="不是普通文件"):
        opened(tmp_path / "pipe.csv", Choices())
    (tmp_path / "link.csv").symlink_to("/etc/nothing-there")
    with pytest.raises(ImportFileError, match="没有文件"):
        opened(tmp_path / "link.csv", Choices())
    (tmp_path / "round.csv").symlink_to(tmp_path / "round.csv")
    with pytest.raises(ImportFileError, match="没有文件"):
        opened(tmp_path / "round.csv", Choices())
    (tmp_path / "device.csv").symlink_to("/dev/zero")
    with pytest.raises(ImportFileError, match="不是普通文件"):
        opened(tmp_path / "device.csv", Choices())
