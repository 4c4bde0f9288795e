"""Software copyrights.

Printed: medians by tier (e26) and of IT consulting (e33), means of little giants and of single
champions (e40), medians of the composite output by tier and standards (e08). The report does not
define that composite; patents plus software copyrights come out as printed.
"""

import numpy as np

from data_layer.demo import profiles
from data_layer.demo.cohort import Cohort
from data_layer.demo.medians import Drivers, by_industry, by_standards, by_tier, centred, to_means
from data_layer.demo.spread import SMALLEST_GROUP, Floats, rake

COPYRIGHTS_SPREAD = 1.7
"""Spread of the logarithm."""
SOFTWARE_LIFT = 2.3
"""How far software enterprises lie above the others, in the logarithm."""
LARGE = 60.0
"""What exceeds this is stretched to the printed means."""
SUM_PASSES, HALVINGS, FACTORS = 3, 12, (0.05, 20.0)


def copyrights(cohort: Cohort, drivers: Drivers, patents: Floats, noise: Floats) -> Floats:
    """Software copyrights; `noise` is a standard normal."""
    software = cohort.in_industry("I65")
    start = (
        COPYRIGHTS_SPREAD * (0.2 * cohort.potential + noise)
        + SOFTWARE_LIFT * software
        + profiles.software(cohort)
    )
    tiers = by_tier(cohort, "软件著作权总数")
    targets = [*tiers, *by_industry(cohort, "software_copyright_median")]
    values = np.exp(rake(centred(cohort, start, "软件著作权总数"), targets))
    cells = by_standards(cohort, drivers, "综合成果中位数")
    sums = [group for group in cells if group.members.size >= SMALLEST_GROUP]
    for _ in range(SUM_PASSES):
        for group in sums:
            values[group.members] = _to_sum(
                values[group.members], patents[group.members], group.value
            )
        values = np.exp(rake(np.log(values), targets))
        values = to_means(cohort, drivers, values, indicator="软件著作权", above=LARGE)
    return np.rint(values)


def _to_sum(values: Floats, patents: Floats, wanted: float) -> Floats:
    """Scale what exceeds the median until patents and copyrights together have theirs."""
    middle = np.median(values)
    low, high = FACTORS
    for _ in range(HALVINGS):
        factor = np.sqrt(low * high)
        raised = np.where(values > middle, middle + (values - middle) * factor, values)
        too_low = np.median(patents + raised) < wanted
        low, high = (factor, high) if too_low else (low, factor)
    return raised
