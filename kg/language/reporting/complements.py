"""What a reporting verb takes inside its clause: an object, a prepositional object, a quoted fragment."""

from kg.language.lexicon import table, words
from kg.language.names.sources import Source
from kg.language.reporting.participants import speaker_phrase
from kg.language.text.clauses import Clause, Predicate
from kg.language.text.quotations import DOUBLE_MARKS
from kg.language.text.tokens import Token

_NUMBER_MODIFIERS = (["bis", "zu"], ["an", "die"], ["um", "die"], ["über"], ["unter"], ["zwischen"])
Part = tuple[int, int]


def complement(tokens: tuple[Token, ...], clause: Clause, verb: Predicate, source: Source) -> Part | None:
    """Return tokens [first, last) of the phrase that says what a speech act is about."""
    reporting = table("reporting")
    end = verb.end if verb.end > verb.finite else clause.last
    if verb.lemma in reporting["verbs"]["costing"] and any(
        t.text in words("reporting", "nouns", "events") for t in tokens[clause.first : clause.last]
    ):
        return None
    prepositions = reporting["prepositional"].get(verb.lemma, ())
    for i in range(verb.finite + 1, end):
        if tokens[i].text in prepositions:
            return trimmed(tokens, i, end)
    if tokens[clause.first].text.lower() in prepositions and source.span.start > tokens[verb.finite].start:
        return trimmed(tokens, clause.first, verb.finite)
    if verb.lemma in reporting["verbs"]["attitude"] and any(
        t.text == "sich" for t in tokens[verb.finite : end]
    ):
        adjective = (i for i in range(verb.finite + 1, end) if tokens[i].tag in ("ADJD", "VVPP"))
        first = next(adjective, end)
        return (first, end) if first < end else None
    if verb.lemma not in reporting["verbs"]["object"] and verb.lemma not in reporting["verbs"]["naming"]:
        return None
    if verb.lemma == "halten" and not any(t.text == "für" for t in tokens[clause.first : clause.last]):
        return None  # "hielt eine Rede"
    if verb.lemma == "finden" and tokens[end - 1].tag != "ADJD":
        return None  # "fand eine Wohnung"
    middle = _middle(tokens, verb, source, end)
    return middle or _front(tokens, clause, verb, source)


def _middle(tokens: tuple[Token, ...], verb: Predicate, source: Source, end: int) -> Part | None:
    """Return the object after the verb, past a subject that stands there."""
    first = verb.finite + 1
    phrase = speaker_phrase(tokens, source)
    while first < end and tokens[verb.finite].end <= source.span.start and tokens[first].start < phrase.end:
        first += 1
    part = trimmed(tokens, _past_adverbials(tokens, first, end, verb), end)
    naming = verb.lemma in table("reporting")["verbs"]["naming"]
    if part is not None and naming and tokens[end - 1].tag == "ADJD" and part[1] == end - 1:
        part = (part[0], end)  # "hält den Ausbruch für möglich": the predicate belongs to what is held
    if part is None or not any(
        t.tag in ("NN", "NE", "CARD", "PDS") or t.text in DOUBLE_MARKS for t in tokens[part[0] : part[1]]
    ):
        return None
    prepositional = tokens[part[0]].tag in ("APPR", "APPRART", "KOKOM")
    return None if prepositional and not _modifies_number(tokens, part[0]) else part


def _modifies_number(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether a preposition only modifies a number: "bis zu 80 Liter"; not in "über drei Wochen"."""
    phrase = next((m for m in _NUMBER_MODIFIERS if [t.text for t in tokens[i : i + len(m)]] == m), None)
    number = i + len(phrase) if phrase else len(tokens)
    if number + 1 >= len(tokens) or tokens[number].tag != "CARD":
        return False
    return not tokens[number + 1].text.startswith(("Tage", "Woche", "Monat", "Jahr", "Stunde", "Minute"))


def _past_adverbials(tokens: tuple[Token, ...], first: int, end: int, verb: Predicate) -> int:
    """Step over what stands between the verb and its object: "forderte [bei einem Besuch] neue Boote"."""
    i = first
    while i < end and not _modifies_number(tokens, i):
        if tokens[i].tag in ("ADV", "PRF", "PROAV", "PAV"):
            i += 1
            continue
        if tokens[i].text == "vor" and tokens[min(i + 1, end - 1)].text == "allem":
            i += 2
            continue
        if tokens[i].text == "auf" and verb.lemma in ("schätzen", "beziffern"):
            break
        recipient = verb.lemma in words("reporting", "verbs", "dative") and _is_dative(tokens[i].text)
        if tokens[i].tag not in ("APPR", "APPRART") and not recipient:
            break
        noun = next((j for j in range(i + 1, end) if tokens[j].tag in ("NN", "NE")), end)
        while noun + 1 < end and (tokens[noun + 1].tag == "NE" or _is_year(tokens[noun + 1])):
            noun += 1
        if noun + 1 >= end:
            break
        i = noun + 1
    return i


def _is_dative(word: str) -> bool:
    addressed = words("grammar", "articles", "addressed")
    return word in addressed or word in words("grammar", "pronouns", "dative")


def _front(tokens: tuple[Token, ...], clause: Clause, verb: Predicate, source: Source) -> Part | None:
    """Return an object in first position: "Diese Zahl nannte auch der Präsident"."""
    if source.span.start < tokens[verb.finite].start:
        return None
    part = trimmed(tokens, clause.first, verb.finite)
    if part is None or tokens[part[0]].tag not in ("ART", "PDAT", "PPOSAT", "PIAT", "ADJA"):
        return None
    return part


def trimmed(tokens: tuple[Token, ...], first: int, last: int) -> Part | None:
    """Cut adverbs and times from both ends of tokens [first, last)."""
    while first < last and not _modifies_number(tokens, first):
        if tokens[first].tag in ("ADV", "PRF", "PAV", "PROAV", "PTKNEG", "ADJD", "KON") or tokens[
            first
        ].text in ("sich", "dabei"):
            first += 1
        elif _is_time(tokens, first, last):
            first += 2
        else:
            break
    told = next(
        (i for i in range(first + 1, last) if tokens[i].text == "gegenüber" and tokens[i].tag == "APPR"), last
    )
    last = told if tokens[told - 1].tag in ("NN", "NE") else last
    while last - first > 1 and tokens[last - 1].tag == "ADJD" and tokens[last - 2].tag in ("NN", "NE", "ADV"):
        last -= 1
    while last - first > 1 and (_is_time(tokens, last - 2, last) or tokens[last - 1].tag in ("ADV", "PPER")):
        last -= 2 if _is_time(tokens, last - 2, last) else 1
    return (first, last) if first < last and not all(_is_year(t) for t in tokens[first:last]) else None


def _is_year(token: Token) -> bool:
    return token.text.isdigit() and len(token.text) == 4 and token.text[:2] in ("18", "19", "20")


def _is_time(tokens: tuple[Token, ...], first: int, last: int) -> bool:
    """Whether "am Montag", "vergangene Woche" stands at `first`."""
    if first + 1 >= last:
        return False
    noun = tokens[first + 1].text
    begins = tokens[first].tag == "APPRART" or tokens[first].lemma in ("vergangen", "letzt", "vorig", "dies")
    return begins and (
        noun in words("reporting", "nouns", "times")
        or noun.endswith(("abend", "morgen", "nachmittag", "mittag"))
    )


def fragments(tokens: tuple[Token, ...], first: int, last: int) -> list[Part]:
    """Return the quoted fragments in tokens [first, last), without their marks."""
    found: list[Part] = []
    opened: int | None = None
    for i in range(first, last):
        if tokens[i].text in DOUBLE_MARKS:
            if opened is None:
                opened = i + 1
            else:
                if i > opened:
                    found.append((opened, i))
                opened = None
    return found


def named_fragment(tokens: tuple[Token, ...], clause: Clause, verb: Predicate, source: Source) -> list[Part]:
    """Return the fragments when they are all that is rendered: nannte die Lage „ernst“, sprach von „Lügen“.

    A fragment that is the genitive of a rendered noun ("ein Zeichen der „Schwäche“") is not alone.
    """
    parts = fragments(tokens, verb.finite + 1, clause.last)
    if not parts and source.span.start > tokens[verb.finite].start:
        parts = fragments(tokens, clause.first, verb.finite)
    if not parts or verb.lemma in words("reporting", "verbs", "rendering"):
        return []
    for first, _ in parts:
        before = first - 2
        if (
            before > verb.finite
            and tokens[before].text in words("grammar", "articles", "genitive")
            and tokens[before - 1].tag == "NN"
        ):
            return []
    following = tokens[parts[-1][1] + 1 : parts[-1][1] + 2]
    more = [t.text for t in following if t.text in words("grammar", "articles", "attributive")]
    return [] if more else parts  # "ein „bekanntes Drehbuch“ des Westens"
