"""Frames that are a phrase: "laut X", "nach Angaben von X", "X zufolge", "nach Polizeiangaben"."""

from kg.language.extraction import Span
from kg.language.lexicon import table
from kg.language.names.bodies import is_group_noun
from kg.language.names.mention import Mention
from kg.language.names.sources import Source, new_source
from kg.language.reporting.phrase_frame import PhraseFrame, around, clause_of, cue_at, frames
from kg.language.reporting.speakers import phrase_source, subject
from kg.language.text.clauses import Clause
from kg.language.text.tokens import Sentence, Token


def prepositional(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Laut X · nach Angaben von X · nach Polizeiangaben."""
    tokens = sentence.tokens
    cue = cue_at(tokens, i)
    if cue is None:
        return None
    clause = clause_of(clauses, i)
    limit = clause.last if clause else len(tokens)
    own = _named_in_compound(tokens[cue - 1].text)
    if own is not None:
        source, end = noun_source(tokens, cue - 1, own), cue
    else:
        found = (
            _own(sentence, clauses, mentions, i, cue)
            or phrase_source(sentence, mentions, cue, limit)
            or document(tokens, mentions, cue, limit)
            or unknown(tokens, i, cue, limit)
        )
        if found is None:
            return None
        source, end = found
    return PhraseFrame(i, end, (i, cue), source, around(tokens, clauses, i, end))


def _own(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int, cue: int
) -> tuple[Source, int] | None:
    """Read "nach eigenen Angaben", "nach seinen Angaben": the clause's subject, or who spoke before."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    document = cue + 1 < len(tokens) and tokens[cue + 1].text in table("actors")["group"]["documents"]
    end = cue + 2 if document else cue
    for token in tokens[i + 1 : end]:
        if token.text == "eigenen" and clause is not None and clause.finite is not None:
            found = subject(sentence, clauses, clauses.index(clause), mentions, clause.finite)
            return (found, cue) if found else None
        if token.tag == "PPOSAT" and token.text[:4].lower() in ("sein", "ihre"):
            pronoun = "er" if token.text.lower().startswith("sein") else "sie"
            return Source(Span(token.start, token.end), None, pronoun), end
    return None


def _named_in_compound(word: str) -> str | None:
    """Return whose they are in "Polizeiangaben", "Medienberichten", "Unternehmensangaben"."""
    known: dict[str, str] = frames()["self_sourced"]
    if word in known:
        return known[word]
    prefix = word.lower().removesuffix("angaben").rstrip("-")
    if prefix in ("", word.lower()) or prefix == "angaben":
        return None
    noun = word[: len(prefix)]
    return noun[:-1] if noun.endswith("s") and len(noun) > 5 else noun


def noun_source(tokens: tuple[Token, ...], i: int, name: str) -> Source:
    """Return a source named by the noun at `i`: unnamed, known to this article only."""
    span = Span(tokens[i].start, tokens[i].end)
    return Source(span, Mention(-1, i, i + 1, span, name, "Group", weak=True))


def document(
    tokens: tuple[Token, ...], mentions: list[Mention], start: int, limit: int
) -> tuple[Source, int] | None:
    """Read "laut einer Studie der Universität X": the body behind the paper, else the paper."""
    i = start
    while i < limit and tokens[i].tag in ("ART", "ADJA", "PIAT", "PDAT"):
        i += 1
    if i >= limit or not (
        is_group_noun(tokens[i].text) or tokens[i].text in table("actors")["group"]["documents"]
    ):
        return None
    behind = [m for m in mentions if i < m.first <= i + 5 and m.kind in ("Organization", "State", "Person")]
    if behind and tokens[i + 1].text in ("der", "des", "von", "vom"):
        return Source(behind[0].span, behind[0]), behind[0].last
    return noun_source(tokens, i, tokens[i].text), i + 1


def unknown(tokens: tuple[Token, ...], i: int, cue: int, limit: int) -> tuple[Source, int] | None:
    """Read "laut Glos", "nach Angaben des Zivilschutzes": a noun that nothing else recognises."""
    first = cue
    while first < limit and (tokens[first].tag in ("ART", "ADJA") or tokens[first].text in ("von", "vom")):
        first += 1
    if first >= limit or tokens[first].tag not in ("NN", "NE") or not tokens[first].text[0].isupper():
        return None
    if first == cue and tokens[i].text.lower() not in (*frames()["before"], "so", "aus"):
        return None
    source = new_source(tokens, first, first + 1, cue)
    return source, first + 1


def postpositional(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """X zufolge · Angaben der Polizei zufolge."""
    tokens = sentence.tokens
    if tokens[i].text.lower() != "zufolge" or i == 0:
        return None
    if tokens[i - 1].text.lower() in ("ihm", "ihr"):
        pronoun = "er" if tokens[i - 1].text.lower() == "ihm" else "sie"
        source = Source(Span(tokens[i - 1].start, tokens[i - 1].end), None, pronoun)
        return PhraseFrame(i - 1, i + 1, (i, i + 1), source, around(tokens, clauses, i - 1, i + 1))
    before = [m for m in mentions if m.last == i] or [m for m in mentions if m.last <= i and i - m.last <= 1]
    if before:
        source, first = Source(before[-1].span, before[-1]), before[-1].first
    elif tokens[i - 1].tag == "NN":
        source, first = noun_source(tokens, i - 1, tokens[i - 1].text), i - 1
    else:
        return None
    while first > 0 and (
        tokens[first - 1].tag in ("ART", "ADJA", "PPOSAT", "PIAT")
        or tokens[first - 1].text in frames()["nach"]
    ):
        first -= 1
    return PhraseFrame(first, i + 1, (i, i + 1), source, around(tokens, clauses, first, i + 1))
