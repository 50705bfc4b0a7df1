"""Slavic names in the several spellings of German texts: "Selenskyj", "Selenskij", "Zelensky"."""

_LETTERS = (
    ("schtsch", "š"), ("shch", "š"), ("tsch", "č"), ("tch", "č"), ("sch", "š"), ("sh", "š"), ("ch", "h"),
    ("kh", "h"), ("zh", "ž"), ("ts", "z"), ("tz", "z"), ("off", "ow"), ("eff", "ew"), ("v", "w"), ("y", "i"),
    ("j", "i"), ("s", "z"), ("x", "ks"), ("ie", "e"),
)  # fmt: skip
_ENDINGS = (
    "zki",
    "zkaia",
    "zka",
    "ow",
    "owa",
    "ew",
    "ewa",
    "enko",
    "čuk",
    "iuk",
    "iha",
    "ič",
    "in",
    "ina",
    "ei",
)


def common_spelling(name: str) -> str:
    """Return one spelling for all that a Slavic name has; other names in lower case as they are.

    It serves to compare the names of an article: no alphabet's standard has it.
    """
    lower = name.lower()
    spelled = lower
    for letters, common in _LETTERS:
        spelled = spelled.replace(letters, common)
    while "ii" in spelled:
        spelled = spelled.replace("ii", "i")
    return spelled if spelled.endswith(_ENDINGS) else lower
