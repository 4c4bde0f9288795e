"""The conditions that put an enterprise into one of the four cells of the quadrant."""

from components.contract.counted import RowContext
from data_layer.topics.quadrant.cells import CELLS


def in_cell(context: RowContext) -> str:
    """Those of the row's cell at the thresholds of its card: above is high, equal is low."""
    cell = CELLS[context.row["cell"]]
    persons, patents = (
        int(float(context.params[name])) for name in ("persons_over", "patents_over")
    )
    size = f"{persons}<.." if cell.large else f"..{persons}"
    return f"insured:{size},patents:" + (f"{patents}<.." if cell.innovative else f"..{patents}")
