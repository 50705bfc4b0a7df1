"""The noun phrases of a reporting clause that name who speaks and to whom, with titles and attributes."""

from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.mention import Mention
from kg.language.names.sources import Source
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Token

_BEFORE_NOUN = ("ART", "ADJA", "CARD", "PPOSAT", "PIAT", "PDAT")
_IN_PHRASE = (*_BEFORE_NOUN, "NN", "NE", "TRUNC", "ADV", "APPR", "APPRART", "KON", "FM", "XY")
_SOURCES = ("reporting", "frames", "nach")
_LONGEST_APPOSITION = 12
Part = tuple[int, int]


def speaker_phrase(tokens: tuple[Token, ...], source: Source) -> Span:
    """Return the noun phrase around the words of a source: "der Sprecher der Bahn, Jan Alt (SPD)"."""
    inside = [i for i, t in enumerate(tokens) if source.span.start <= t.start < source.span.end]
    if not inside or source.pronoun is not None:
        return source.span
    first, last = _leftwards(tokens, inside[0]), _rightwards(tokens, inside[-1] + 1)
    last = _to_verb(tokens, last) or last
    if first > 1 and tokens[first - 1].text == "," and tokens[first - 2].tag in ("NN", "NE"):
        first = _leftwards(tokens, first - 2) if _closes(tokens, last) else first
    return Span(tokens[first].start, tokens[last - 1].end)


def whole_frame(tokens: tuple[Token, ...], frame: Span, speaker: Span) -> Span:
    """Return a frame with all of the speaker's noun phrase and the mark that parts it from what was said."""
    before = [t for t in tokens if t.end <= frame.start]
    if before and speaker.start < frame.start and before[-1].start - 2 <= speaker.end:
        frame = Span(speaker.start, frame.end)
    if frame.start <= speaker.start <= frame.end + 2:
        frame = Span(frame.start, max(frame.end, speaker.end))
    after = next((t for t in tokens if t.start >= frame.end), None)
    mark = after is not None and after.text in (",", ":", "–")
    return Span(frame.start, after.end) if after is not None and mark else frame


def _closes(tokens: tuple[Token, ...], last: int) -> bool:
    return last < len(tokens) and tokens[last].text == ","


def _leftwards(tokens: tuple[Token, ...], first: int) -> int:
    """Extend over titles, adjectives, the article, and what the phrase is a genitive of."""
    while first > 0:
        before = tokens[first - 1]
        noun = before.tag in ("NN", "NE", "TRUNC") and before.text not in words("reporting", "nouns", "times")
        if before.tag in ("ADJA", "CARD") or before.text in QUOTATION_MARKS or noun:
            first -= 1
        elif before.text in ("von", "vom") and first > 1 and tokens[first - 2].text in words(*_SOURCES):
            first -= 2  # "nach Angaben von Astronomen": the speaker's words are all of it
        elif before.tag in _BEFORE_NOUN:
            first -= 1
            attributive = (
                before.text.lower() in words("grammar", "articles", "genitive")
                and first > 0
                and tokens[first - 1].tag == "NN"
            )
            if not attributive or tokens[first - 1].text in words("reporting", "nouns", "times"):
                return first
        else:
            return first
    return first


def _rightwards(tokens: tuple[Token, ...], last: int) -> int:
    """Extend over a genitive, "von X", a party in brackets and a name in apposition."""
    while last + 1 < len(tokens):
        word = tokens[last].text
        if word == "(" and ")" in [t.text for t in tokens[last : last + 6]]:
            last = next(i for i in range(last, last + 6) if tokens[i].text == ")") + 1
        elif (
            word in words("grammar", "articles", "genitive")
            or word in ("von", "vom", "für")
            or tokens[last].tag == "NE"
        ):
            end = _noun_end(tokens, last)
            if end is None:
                return last
            last = end
        elif word in QUOTATION_MARKS:
            end = _quoted_name(tokens, last)
            if end is None and word == "„":
                return last
            last = end or last + 1
        else:
            apposition = _apposition(tokens, last)
            return apposition if apposition is not None else last
    return last


def _quoted_name(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return where a short quoted name that opens at `i` ends: "die Agentur „Xinhua“"."""
    for end in range(i + 2, min(i + 6, len(tokens))):
        if tokens[end].text in QUOTATION_MARKS:
            named = tokens[i + 1].text[0].isupper() and not any(t.tag[-3:] == "FIN" for t in tokens[i:end])
            return end + 1 if named else None
    return None


def _to_verb(tokens: tuple[Token, ...], last: int) -> int | None:
    """Return the place of the finite verb if only a prepositional attribute stands before it."""
    if last >= len(tokens) or tokens[last].tag not in ("APPR", "APPRART"):
        return None
    for i in range(last + 1, min(last + 6, len(tokens))):
        if tokens[i].tag[-3:] == "FIN":
            time = tokens[i - 1].text in words("reporting", "nouns", "times")
            return None if time else i
        if tokens[i].tag not in (*_BEFORE_NOUN, "NN", "NE"):
            return None
    return None


def _noun_end(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return where the noun phrase that begins at `i` ends; None if no noun comes."""
    while i < len(tokens) and (
        tokens[i].tag in (*_BEFORE_NOUN, "APPR", "APPRART") or tokens[i].text in QUOTATION_MARKS
    ):
        i += 1
    if i >= len(tokens) or tokens[i].tag not in ("NN", "NE", "TRUNC"):
        return None
    while i < len(tokens) and tokens[i].tag in ("NN", "NE", "TRUNC"):
        i += 1
    return i


def _apposition(tokens: tuple[Token, ...], last: int) -> int | None:
    """Return where ", Jan Alt," ends, before the second comma; None if what follows is no apposition."""
    if tokens[last].text != ",":
        return None
    for i in range(last + 1, min(last + _LONGEST_APPOSITION, len(tokens))):
        if tokens[i].text == ",":
            return i if i > last + 1 else None
        if tokens[i].tag == "$." and i > last + 2:
            return i
        if tokens[i].tag not in _IN_PHRASE and tokens[i].text not in ("(", ")", *QUOTATION_MARKS):
            return None
    return None


def addressee(
    tokens: tuple[Token, ...], mentions: list[Mention], frame: Span, speaker: Span, lemma: str
) -> Span | None:
    """Return to whom is spoken in a reporting clause: "gegenüber der APA", "warf dem Senat vor".

    `lemma` is the verb of the clause; offsets are those of the article's text.
    """
    inside = [i for i, t in enumerate(tokens) if frame.start <= t.start < frame.end]
    free = [i for i in inside if not speaker.start <= tokens[i].start < speaker.end]
    for i in free:
        phrase = _addressed_at(tokens, i, lemma)
        if phrase is not None and phrase[0] in free:
            return Span(tokens[phrase[0]].start, tokens[phrase[1] - 1].end)
    if lemma not in words("reporting", "verbs", "addressing"):
        return None
    named = next((m for m in mentions if m.first in free and m.span.end <= frame.end), None)
    if named is None:
        return None
    first = _leftwards(tokens, named.first)
    return (
        Span(tokens[first].start, named.span.end)
        if tokens[first - 1].tag not in ("APPR", "APPRART")
        else None
    )


def _addressed_at(tokens: tuple[Token, ...], i: int, lemma: str) -> Part | None:
    """Return the phrase at `i` if it is one that names an addressee."""
    word, before = tokens[i].text, tokens[i - 1] if i else None
    if word.lower() in ("gegenüber",) or (
        word == "mit" and before and before.text in ("Interview", "Gespräch")
    ):
        end = _noun_end(tokens, i + 1)
        return (i + 1, end) if end else None
    if (
        word == "vor"
        and i + 1 < len(tokens)
        and tokens[i + 1].text in words("reporting", "nouns", "listeners")
    ):
        return (i + 1, i + 2)
    if lemma not in words("reporting", "verbs", "dative") and lemma not in words(
        "reporting", "verbs", "telling"
    ):
        return None
    if tokens[i].tag == "PPER" and word in words("grammar", "pronouns", "dative"):
        return (i, i + 1)
    verb_or_subject = before is not None and before.tag not in ("APPR", "APPRART", "NN", "NE", "KON")
    if (
        tokens[i].tag in ("ART", "PPOSAT")
        and word in words("grammar", "articles", "addressed")
        and (verb_or_subject or word in ("dem", "einem"))
    ):
        end = _noun_end(tokens, i)
        return (i, end) if end and tokens[i - 1].tag not in ("APPR", "APPRART") else None
    return None
