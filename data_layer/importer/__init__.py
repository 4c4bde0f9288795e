"""Import of enterprise files: any common format, columns and units mapped, nothing dropped.

Stands on registry and files. The commands import it, and exhibits its province figures.
"""

from data_layer.importer.errors import BadMappingError, ImportFileError, UnreadableFileError
from data_layer.importer.headings.mapping import ImportMapping, read_mapping
from data_layer.importer.rows.report import ImportReport
from data_layer.importer.run import import_file

__all__ = [
    "BadMappingError",
    "ImportFileError",
    "ImportMapping",
    "ImportReport",
    "UnreadableFileError",
    "import_file",
    "read_mapping",
]
