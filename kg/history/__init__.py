"""What became of each graph: its versions, who wrote them and when, what was withdrawn, what people decided.

All of it is in one derived graph (``{base}/id/graph/history``, in terms of PROV-O,
https://www.w3.org/TR/prov-o/), which is written in the transaction of what it tells of. The contents of old
versions are files beside the database.
"""

from kg.history.archive import Archive
from kg.history.changes import BEGINNING, Activity, changes_after, cursor_at, last_change, position
from kg.history.names import HISTORY_PATH, history_iri, number_of, version_iri
from kg.history.numbers import last_recorded
from kg.history.patches import PATCH, rows_of
from kg.history.reading import Tombstone, Version, current_tag, last_versions, tombstone_of, versions_of
from kg.history.recording import Sender, recorded
from kg.history.reviewing import decided, decisions_of
from kg.history.tags import tag_of

__all__ = [
    "BEGINNING",
    "HISTORY_PATH",
    "PATCH",
    "Activity",
    "Archive",
    "Sender",
    "Tombstone",
    "Version",
    "changes_after",
    "current_tag",
    "cursor_at",
    "decided",
    "decisions_of",
    "history_iri",
    "last_change",
    "last_recorded",
    "last_versions",
    "number_of",
    "position",
    "recorded",
    "rows_of",
    "tag_of",
    "tombstone_of",
    "version_iri",
    "versions_of",
]
