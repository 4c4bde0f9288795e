"""The list of planted faults fits the code: what `make mutants` changes is still there."""

import pytest

from tests.mutants.planting import ROOT, Fault, faults


@pytest.mark.parametrize("fault", [*faults()], ids=lambda fault: fault.name)
def test_a_planted_fault_changes_its_file(fault: Fault) -> None:
    text = (ROOT / fault.file).read_text(encoding="utf-8")
    assert fault.planted(text) != text


def test_a_fault_that_does_not_fit_is_named() -> None:
    fault = Fault("two places", "x.py", "a", "b", ())
    with pytest.raises(ValueError, match=r"two places: x.py holds 'a' 2x"):
        fault.planted("a a")
