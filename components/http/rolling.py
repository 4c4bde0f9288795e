"""python app.py rollup: the exhibits' questions and the code's fingerprint for the job."""

from __future__ import annotations

import argparse

from components.contract.fingerprint import code_fingerprint
from components.rendering.questions import questions
from data_layer.rollup.command import run_rollup


def roll(arguments: argparse.Namespace) -> int:
    """Make a roll-up that answers every exhibit; exit code 0, or 1 with the reason on stderr."""
    return run_rollup(arguments, questions(), code_fingerprint())
