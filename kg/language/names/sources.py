"""The words that name a source: a mention, a pronoun, or a noun phrase that no recogniser knows."""

import re
from dataclasses import dataclass

from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.gazetteer import actor_names
from kg.language.names.mention import Kind, Mention
from kg.language.names.roles import is_person_role, is_resident
from kg.language.text.quotations import QUOTATION_MARKS
from kg.language.text.tokens import Token

_SPEAKS_FOR = re.compile(r"((-|s?)sprecher(in|s)?|-vertreter(in|s)?)$", re.IGNORECASE)


# how nouns for a woman who does something end
_AGENTS = ("erin", "istin", "entin", "antin", "orin", "ogin")


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker: a mention, a pronoun, or a noun phrase that is neither yet."""

    span: Span
    mention: Mention | None = None
    pronoun: str | None = None
    plural: bool = False


def noun_phrase(tokens: tuple[Token, ...], start: int, end: int) -> Source | None:
    """Return a subject that no recogniser knows ("Der Soldat", "Glos"): the first nominative noun."""
    for i in range(start, end):
        token = tokens[i]
        if token.tag not in ("NN", "NE") or not token.text.lstrip("0123456789-")[:1].isupper():
            continue
        first = i
        while first > start and tokens[first - 1].tag == "ADJA":
            first -= 1
        if is_oblique(tokens, first, i + 1, start) or token.text in words("reporting", "no_speakers"):
            continue
        last = i + 1
        while last < end and token.tag == "NE" and tokens[last].tag == "NE":
            last += 1
        return new_source(tokens, first, last, start)
    return None


def new_source(tokens: tuple[Token, ...], first: int, last: int, start: int) -> Source:
    """Return a source for tokens [first, last) that no recogniser knows, in a phrase from `start` on."""
    head = tokens[last - 1]
    span = Span(tokens[first].start, head.end)
    text = " ".join(t.text for t in tokens[first:last])
    before = tokens[first - 1] if first > start else None
    determiner = before.text.lower() if before is not None and before.tag not in ("NN", "NE") else ""
    person = (
        head.tag == "NE" or is_person_role(head.text) or is_resident(head.text) or head.text.endswith(_AGENTS)
    )
    kind: Kind = "Person" if person else "Organization"
    if (
        head.text != head.lemma
        and head.tag != "NE"
        and determiner in ("", "die", "einige", "viele", "mehrere")
    ) or (head.tag != "NE" and _is_plural(head, determiner)):
        kind = "Group"
    definite = determiner in ("der", "die", "das")
    return Source(span, Mention(-1, first, last, span, text, kind, weak=head.tag != "NE", definite=definite))


def named_source(tokens: tuple[Token, ...], first: int, last: int) -> Source:
    """Return a source for a quoted name at tokens [first, last): an organisation nobody has heard of."""
    span = Span(tokens[first].start, tokens[last - 1].end)
    text = " ".join(t.text for t in tokens[first:last])
    return Source(span, Mention(-1, first, last, span, text, "Organization"))


def _is_plural(head: Token, determiner: str) -> bool:
    """Whether a noun must mean several: "nach Angaben von Verhandlern", "die Gutachter"."""
    if determiner == "die":
        return head.text.endswith("er") and is_person_role(head.text)
    return not determiner and head.text.endswith(("ern", "innen", "ierte", "ierten", "ende", "enden"))


def is_oblique(tokens: tuple[Token, ...], first: int, last: int, start: int) -> bool:
    """Whether a mention stands after a preposition or is a genitive: no subject."""
    i = first - 1
    while i >= start and tokens[i].text in QUOTATION_MARKS:
        i -= 1
    while i >= start and tokens[i].tag in ("ART", "ADJA", "PPOSAT", "PDAT", "PIAT", "CARD", "ADV"):
        i -= 1
    role_noun = i >= start and tokens[i].tag in ("NN", "NE") and i == first - 1
    if role_noun:
        # "Nato-Generalsekretär Mark Rutte": the case shows before the title.
        while i >= start and tokens[i].tag in ("NN", "NE", "ADJA", "ART", "PPOSAT"):
            if tokens[i].text in ("des", "eines", "dem", "einem"):
                return True
            i -= 1
        return i >= start and tokens[i].tag in ("APPR", "APPRART")
    determiner = tokens[i + 1].text.lower() if i + 1 < first else ""
    if i >= start and (tokens[i].tag in ("APPR", "APPRART") or tokens[i].text == "als"):
        return True
    if determiner in ("des", "eines", "dem", "einem", "den", "einen"):
        return True
    if determiner in ("der", "einer") and i >= start and tokens[i].tag in ("NN", "NE"):
        return True
    following = tokens[last] if last < len(tokens) else None
    genitive = (
        tokens[last - 1].text.endswith("s") and following is not None and following.tag in ("NN", "ADJA")
    )
    return genitive and not tokens[last - 1].text.isupper()


def is_unnamed_spokesperson(source: Source) -> bool:
    """Whether the words are "ein Sprecher", "eine Sprecherin" and say not of whom."""
    mention = source.mention
    unnamed = mention is not None and mention.weak and not mention.definite and mention.kind == "Person"
    return unnamed and mention is not None and mention.text in words("reporting", "nouns", "spokespersons")


def institution(source: Source, mentions: list[Mention]) -> Source:
    """Let an unnamed spokesperson speak for the body: "ein Sprecher des Ministeriums"."""
    mention = source.mention
    if mention is None or mention.kind != "Person" or not mention.weak:
        return source
    head, _, _ = mention.text.partition(" ")
    prefix = _SPEAKS_FOR.sub("", head)
    if prefix == head:
        return source
    inside = [m for m in mentions if m.span.start > source.span.start and m.span.end <= source.span.end]
    body = next((m for m in inside if m.kind != "Person"), None)
    if body is None and (len(prefix) > 3 or prefix.isupper()):
        body = named_in_compound(source.span, mention.first, prefix)
    return Source(source.span, body) if body is not None else source


def named_in_compound(span: Span, i: int, name: str) -> Mention:
    """Return whom the first part of the compound at token `i` names: "BSI-Sprecherin", "WHO-Zahlen"."""
    known = actor_names().named(name)
    state = known.type == "State" if known is not None else name in words("demonyms", "government", "alone")
    kind: Kind = "State" if state else "Organization"
    return Mention(-1, i, i + 1, span, name, kind, known=known, weak=known is None, definite=True)
