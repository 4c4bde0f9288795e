"""Roll-ups by command or of an import of many rows: what the exhibits ask, for the job."""

import argparse
from pathlib import Path

from components.contract.fingerprint import code_fingerprint
from components.rendering.questions import questions
from data_layer.registry.manifest import Manifest
from data_layer.rollup.build import Job, roll_up_draft
from data_layer.rollup.command import run_rollup, say
from data_layer.rollup.engines import PolarsEngine


def roll(arguments: argparse.Namespace) -> int:
    """Make a roll-up that answers every exhibit; exit code 0, or 1 with the reason on stderr."""
    return run_rollup(arguments, questions(), code_fingerprint())


def roll_up_many(folder: Path, manifest: Manifest) -> None:
    """Make the draft of a version of many rows a roll-up that answers every exhibit."""
    roll_up_draft(folder, manifest, Job(PolarsEngine(), questions(), code_fingerprint(), say=say))
