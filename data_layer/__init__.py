"""Registry, filters, measures and reference figures. Knows no Dash and no Plotly."""

import os

# The matrices here have some hundred rows: threads of the linear algebra wait for each other, at
# full power. /space under a new filter: 27 ms of CPU with one, 67 with two. Read by numpy when it
# is imported, so it stands before all else; an operator's own number stays.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
