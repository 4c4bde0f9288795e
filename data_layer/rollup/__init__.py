"""Roll-ups: a registry too large for one process, counted once and served exactly.

A roll-up is a version like any other. It holds the rows, partitioned by province, and cubes: rows
grouped by a few columns with their multiplicity, the number of enterprises each stands for. A
measure answers from the smallest cube that has its columns and from the rows where none has, so
every number is exact and no exhibit knows the difference.

Stands on registry and below. The commands import it, and components what it has to answer.
"""
