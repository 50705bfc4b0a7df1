"""Changes as an Atom feed (RFC 4287), for feed readers."""

import re
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree as ET

from flask import url_for

from kg.history import Activity
from server.addresses import public_address, uri
from server.reading.names import Named
from server.translations import language, text

MEDIA_TYPE = "application/atom+xml"

_ATOM = "http://www.w3.org/2005/Atom"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, section 2.2
_NOTHING_YET = "1970-01-01T00:00:00Z"

ET.register_namespace("", _ATOM)


def feed(address: str, whole: str, activities: Iterable[Activity], named: Mapping[str, Named]) -> bytes:
    """Return changes as a feed, in the language of the reader.

    Args:
        address: of the feed.
        whole: where all changes are found.
        activities: the newest first.
        named: the graphs of the changes, with what they are called.
    """
    entries = list(activities)
    root = ET.Element(f"{{{_ATOM}}}feed", {_XML_LANGUAGE: language()})
    _add(root, "id", address)
    _add(root, "title", f"{text('changes.title')} – {text('site.name')}")
    _add(root, "updated", entries[0].time if entries else _NOTHING_YET)
    _add(root, "link", rel="self", href=address, type=MEDIA_TYPE)
    _add(root, "link", rel="via", href=whole)
    for activity in entries:
        _add_entry(root, activity, named[activity.graph].name)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _add_entry(root: ET.Element, activity: Activity, name: str) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", activity.iri)
    _add(entry, "title", text(f"changes.{activity.kind}", graph=name))
    _add(entry, "updated", activity.time)
    _add(_add(entry, "author"), "name", activity.agent_name)
    _add(entry, "category", term=activity.kind)
    shown = activity.graph if activity.kind == "Delete" else activity.version
    _add(entry, "link", rel="alternate", href=uri(public_address(shown)))
    _add(entry, "link", rel="related", href=url_for("history.read", graph=activity.graph, _external=True))
    _add(entry, "summary", activity.note or activity.way)


def _add(parent: ET.Element, name: str, content: str | None = None, **attributes: str) -> ET.Element:
    child = ET.SubElement(parent, f"{{{_ATOM}}}{name}", attributes)
    child.text = _NO_XML.sub("\N{REPLACEMENT CHARACTER}", content) if content else None
    return child
