"""Dates as articles state them: a field of metadata, or a line before the prose."""

import re
from datetime import date

_MONTHS = {
    "januar": 1,
    "jänner": 1,
    "februar": 2,
    "feber": 2,
    "märz": 3,
    "april": 4,
    "mai": 5,
    "juni": 6,
    "juli": 7,
    "august": 8,
    "september": 9,
    "oktober": 10,
    "november": 11,
    "dezember": 12,
}
_SPACE = r"[^\S\r\n]"
_ISO = r"(?P<iso_y>\d{4})-(?P<iso_m>\d\d)(?:-(?P<iso_d>\d\d)(?:T[\d:.,+\-Z]*)?)?"
_NUMERIC = rf"(?P<num_d>\d{{1,2}})\.{_SPACE}?(?P<num_m>\d{{1,2}})\.{_SPACE}?(?P<num_y>\d{{4}})"
_WRITTEN = (
    rf"(?:(?P<word_d>\d{{1,2}})\.{_SPACE}?)?(?P<word_m>(?i:{'|'.join(_MONTHS)})){_SPACE}+(?P<word_y>\d{{4}})"
)
_DATE = rf"(?:{_ISO}|{_NUMERIC}|{_WRITTEN})(?![\d-])"
_TIME = rf"(?:{_SPACE}*[,|]?{_SPACE}*(?:um{_SPACE})?\d{{1,2}}[:.]\d\d(?::\d\d)?(?:{_SPACE}*Uhr)?)?"
_LABEL = (
    r"(?i:date|datum|stand|published(?: on)?|(?:veröffentlicht|erschienen|publiziert|aktualisiert)(?: am)?)"
)
_PLACE = r"[A-ZÄÖÜ][\w.\-/() ]{1,40}"
_WEEKDAY = (
    r"(?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonnabend|Sonntag|Mo|Di|Mi|Do|Fr|Sa|So)\.?,?"
)
_SPELLED_OUT = rf"(?:{_WEEKDAY}{_SPACE}+)?(?:(?:den|am|vom){_SPACE}+)?{_DATE}"

_END_OF_LINE = rf"{_SPACE}*\.?{_SPACE}*(?=[\r\n]|$)"

_FIELD = re.compile(rf"{_DATE}{_TIME}(?:Z|[+-]\d\d:?\d\d)?|(?P<year>\d{{4}})")
_DATE_LINES = tuple(
    re.compile(pattern)
    for pattern in (
        # Nothing but the date: "2024-10-28", "Stand: 28.10.2024, 14:30 Uhr", "Berlin, den 28. Oktober 2024".
        rf"(?:{_LABEL}{_SPACE}*:?{_SPACE}*)?(?:{_PLACE},{_SPACE}*)?{_SPELLED_OUT}{_TIME}{_END_OF_LINE}",
        # A label, then prose on the same line: "date 2024-10 Laut …", "Stand: 28.10.2024 Die …".
        rf"(?:(?i:date|datum){_SPACE}*:?|{_LABEL}{_SPACE}*:){_SPACE}*{_DATE}{_TIME}(?={_SPACE}+\S)",
        # The dateline of an agency, then prose: "Berlin, 28. Oktober 2024 – Die …".
        rf"{_PLACE},{_SPACE}*{_SPELLED_OUT}{_SPACE}+[–—-](?={_SPACE}+\S)",
    )
)


def parse_date(value: str) -> str | None:
    """Return a stated date as ``YYYY``, ``YYYY-MM`` or ``YYYY-MM-DD``, or None when it is none.

    Understood are ISO 8601 (with or without a time, which is dropped), "28.10.2024" and "28. Oktober 2024".
    """
    match = _FIELD.fullmatch(value.strip())
    if not match:
        return None
    return match["year"] or _iso(match)


def date_line(text: str) -> tuple[str | None, int]:
    """Return the date that precedes the prose, as `parse_date` does, and the offset where prose begins.

    A date within a sentence ("Am 3. Mai 2024 sagte …") is prose. Without a date line, prose begins at the
    first visible character.
    """
    start = _visible(text, 1 if text.startswith("\ufeff") else 0)
    for pattern in _DATE_LINES:
        match = pattern.match(text, start)
        if match and (found := _iso(match)):
            return found, _visible(text, match.end())
    return None, start


def _visible(text: str, start: int) -> int:
    return start + len(text[start:]) - len(text[start:].lstrip())


def _iso(match: re.Match[str]) -> str | None:
    year = match["iso_y"] or match["num_y"] or match["word_y"]
    month = match["iso_m"] or match["num_m"] or str(_MONTHS[match["word_m"].lower()])
    day = match["iso_d"] or match["num_d"] or match["word_d"]
    try:
        found = date(int(year), int(month), int(day or 1)).isoformat()
    except ValueError:
        return None
    return found if day else found[: len("YYYY-MM")]
