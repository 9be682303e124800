"""Results on disk: parts, manifest, resume, one writer; a folder is whole or has no name.

`atomic_write`, `replace_folder`, `Lock` and `PartStore` are for every study that writes; `Store` and `Folder` are
the writer and the reader of the folder of one run.
"""

from sim.results.atomic import atomic_write, replace_folder
from sim.results.checked import CheckedFolder
from sim.results.errors import Interrupted, Refused, ResultsError, Stopped
from sim.results.folder import Folder, is_results_folder
from sim.results.lock import Lock
from sim.results.manifest import Manifest, read_manifest, versions
from sim.results.parts import Part, PartStore, file_digest
from sim.results.store import Store
from sim.results.writer import Writer, writing

__all__ = [
    "CheckedFolder",
    "Folder",
    "Interrupted",
    "Lock",
    "Manifest",
    "Part",
    "PartStore",
    "Refused",
    "ResultsError",
    "Stopped",
    "Store",
    "Writer",
    "atomic_write",
    "file_digest",
    "is_results_folder",
    "read_manifest",
    "replace_folder",
    "versions",
    "writing",
]
