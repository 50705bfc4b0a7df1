"""What became of each graph: its versions, who wrote them and when, what was withdrawn, what people decided.

All of it is in one derived graph (``{base}/id/graph/history``, in terms of PROV-O,
https://www.w3.org/TR/prov-o/), which is written in the transaction of what it tells of. The contents of old
versions are files beside the database.
"""

from kg.history.archive import Archive
from kg.history.names import HISTORY_PATH, history_iri, number_of, version_iri
from kg.history.reading import Tombstone, Version, current_tag, last_versions, tombstone_of, versions_of
from kg.history.recording import Sender, recorded
from kg.history.reviewing import decided, decisions_of
from kg.history.tags import tag_of

__all__ = [
    "HISTORY_PATH",
    "Archive",
    "Sender",
    "Tombstone",
    "Version",
    "current_tag",
    "decided",
    "decisions_of",
    "history_iri",
    "last_versions",
    "number_of",
    "recorded",
    "tag_of",
    "tombstone_of",
    "version_iri",
    "versions_of",
]
