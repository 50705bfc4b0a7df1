"""Frames beside the main clause: "laut X", "nach Angaben von X", "X zufolge", "so X", "wie X mitteilte"."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language.bodies import is_group_noun
from kg.language.clauses import Clause, predicate
from kg.language.extraction import Span
from kg.language.gazetteer import actor_names
from kg.language.lexicon import table
from kg.language.mention import Mention
from kg.language.speakers import Source, new_source, phrase_source, subject
from kg.language.tokens import Sentence, Token

Part = tuple[int, int]


@dataclass(frozen=True, slots=True)
class PhraseFrame:
    """Tokens [first, last) are the frame, `cue` its reporting words, `content` the clause around it."""

    first: int
    last: int
    cue: Part
    source: Source
    content: tuple[Part, ...]
    relays: tuple[Source, ...] = ()


@cache
def _frames() -> dict[str, Any]:
    frames: dict[str, Any] = table("reporting")["frames"]
    return frames


def phrase_frames(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention]
) -> Iterator[PhraseFrame]:
    """Yield the verbless frames of a sentence from left to right."""
    tokens = sentence.tokens
    i = 0
    while i < len(tokens):
        frame = (
            _prepositional(sentence, clauses, mentions, i)
            or _postpositional(sentence, clauses, mentions, i)
            or _so(sentence, clauses, mentions, i)
            or _wie(sentence, clauses, mentions, i)
            or _it_was_said(sentence, clauses, mentions, i)
        )
        if frame is not None and frame.content:
            yield frame
            i = frame.last
        else:
            i += 1


def _prepositional(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Laut X · nach Angaben von X · nach Polizeiangaben."""
    tokens = sentence.tokens
    cue = _cue_at(tokens, i)
    if cue is None:
        return None
    clause = _clause_of(clauses, i)
    limit = clause.last if clause else len(tokens)
    own = _frames()["self_sourced"].get(tokens[cue - 1].text)
    if own is not None:
        source, end = _noun_source(tokens, cue - 1, own), cue
    else:
        found = (
            _own(sentence, clauses, mentions, i, cue)
            or phrase_source(sentence, mentions, cue, limit)
            or _document(tokens, mentions, cue, limit)
            or _unknown(tokens, i, cue, limit)
        )
        if found is None:
            return None
        source, end = found
    return PhraseFrame(i, end, (i, cue), source, _around(tokens, clauses, i, end))


def _cue_at(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "laut", "nach Angaben", "nach ersten Angaben" at `i`."""
    word = tokens[i].text.lower()
    if word in ("laut", "gemäß", "gemäss") and tokens[i].tag in ("APPR", "ADJD", "KOKOM", "APPO", "NN"):
        return i + 1
    if word != "nach":
        return None
    j = i + 1
    while j < len(tokens) and j < i + 3 and tokens[j].tag in ("ADJA", "ART", "PPOSAT"):
        j += 1
    return j + 1 if j < len(tokens) and tokens[j].text in _frames()["nach"] else None


def _own(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int, cue: int
) -> tuple[Source, int] | None:
    """Read "nach eigenen Angaben", "nach seinen Angaben": the clause's subject, or who spoke before."""
    tokens = sentence.tokens
    clause = _clause_of(clauses, i)
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


def _unknown(tokens: tuple[Token, ...], i: int, cue: int, limit: int) -> tuple[Source, int] | None:
    """Read "laut Glos", "nach Angaben des Zivilschutzes": a noun that nothing else recognises."""
    first = cue
    while first < limit and (tokens[first].tag in ("ART", "ADJA") or tokens[first].text in ("von", "vom")):
        first += 1
    if first >= limit or tokens[first].tag not in ("NN", "NE") or not tokens[first].text[0].isupper():
        return None
    if first == cue and tokens[i].text.lower() not in ("laut", "gemäß", "gemäss"):
        return None
    source = new_source(tokens, first, first + 1, cue)
    return source, first + 1


def _noun_source(tokens: tuple[Token, ...], i: int, name: str) -> Source:
    span = Span(tokens[i].start, tokens[i].end)
    return Source(span, Mention(-1, i, i + 1, span, name, "Group", weak=True))


def _document(
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
    behind = [m for m in mentions if i < m.first <= i + 4 and m.kind in ("Organization", "State", "Person")]
    if behind and tokens[i + 1].text in ("der", "des", "von", "vom"):
        return Source(behind[0].span, behind[0]), behind[0].last
    return _noun_source(tokens, i, tokens[i].text), i + 1


def _postpositional(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """X zufolge · Angaben der Polizei zufolge."""
    tokens = sentence.tokens
    if tokens[i].text.lower() != "zufolge" or i == 0:
        return None
    before = [m for m in mentions if m.last == i] or [m for m in mentions if m.last <= i and i - m.last <= 1]
    if before:
        source, first = Source(before[-1].span, before[-1]), before[-1].first
    elif tokens[i - 1].tag == "NN":
        source, first = _noun_source(tokens, i - 1, tokens[i - 1].text), i - 1
    else:
        return None
    while first > 0 and (
        tokens[first - 1].tag in ("ART", "ADJA", "PPOSAT", "PIAT")
        or tokens[first - 1].text in _frames()["nach"]
    ):
        first -= 1
    return PhraseFrame(first, i + 1, (i, i + 1), source, _around(tokens, clauses, first, i + 1))


def _so(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """…, so X · …, so X am Montag."""
    tokens = sentence.tokens
    clause = _clause_of(clauses, i)
    if (
        tokens[i].text.lower() != "so"
        or clause is None
        or clause.first != i
        or clause.kind != "phrase"
        or i == 0
    ):
        return None
    found = phrase_source(sentence, mentions, i + 1, clause.last)
    if found is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and not clauses[k + 1].is_coordinated:
        content.append((clauses[k + 1].first, clauses[-1].last))
    return PhraseFrame(i, clause.last, (i, i + 1), found[0], tuple(content))


def _wie(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """Read "Wie X berichtete, …" and "…, wie X mitteilte, …"."""
    tokens = sentence.tokens
    clause = _clause_of(clauses, i)
    if tokens[i].text.lower() != "wie" or clause is None or clause.first != i or clause.kind != "subordinate":
        return None
    verb = predicate(tokens, clause, clause.last)
    if verb is None or verb.lemma not in table("reporting")["verbs"]["say"] or clause.finite is None:
        return None
    source = subject(sentence, clauses, clauses.index(clause), mentions, clause.finite)
    if source is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and (not content or clauses[k + 1].finite == clauses[k + 1].first):
        content.append((clauses[k + 1].first, clauses[-1].last))
    relays: tuple[Source, ...] = ()
    for j in range(clause.first, clause.last - 1):
        if tokens[j].text in _frames()["relay"] and tokens[j + 1].text == "auf":
            inner = phrase_source(sentence, mentions, j + 2, clause.last)
            if inner:
                relays, source = (source,), inner[0]
                break
    return PhraseFrame(i, clause.last, (verb.cue, verb.cue + 1), source, tuple(content), relays)


def _it_was_said(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Read "…, hieß es aus dem Ministerium" and "Aus Regierungskreisen hieß es, …"."""
    tokens = sentence.tokens
    clause = _clause_of(clauses, i)
    if tokens[i].text not in ("hieß", "hiess", "heißt", "heisst") or clause is None or clause.finite != i:
        return None
    if not any(t.text == "es" for t in tokens[max(i - 1, clause.first) : i + 2]):
        return None
    k = clauses.index(clause)
    inside = [m for m in mentions if clause.first <= m.first and m.last <= clause.last]
    inside = inside or _capital(sentence, clause)
    content: tuple[Part, ...] = ()
    if clause.first == i and k:
        content = ((clauses[0].first, clauses[k - 1].last),)
    elif k + 1 < len(clauses):
        content = ((clauses[k + 1].first, clauses[-1].last),)
    it = Source(Span(tokens[i].start, tokens[i].end), None, "es")
    source = Source(inside[0].span, inside[0]) if inside else it
    return PhraseFrame(clause.first, clause.last, (i, i + 1), source, content)


def _has_own_frame(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause after a frame names a source of its own: "…, die Veranstalter sprachen von 12.000"."""
    if _cue_at(tokens, clause.first) is not None:
        return True
    verb = predicate(tokens, clause, clause.last) if clause.kind == "main" else None
    reports = verb is not None and verb.lemma in (*table("reporting")["verbs"]["say"], "sprechen")
    return reports and clause.finite is not None and clause.finite > clause.first and clause.opener == ","


def _capital(sentence: Sentence, clause: Clause) -> list[Mention]:
    """Read "hieß es in Kiew": the government there."""
    tokens = sentence.tokens
    for i in range(clause.first + 1, clause.last):
        match = actor_names().at(tokens, i) if tokens[i - 1].text.lower() in ("in", "aus") else None
        if match and match.entries[0].type == "State":
            span = Span(tokens[i].start, tokens[match.last - 1].end)
            words = " ".join(t.text for t in tokens[i : match.last])
            return [Mention(-1, i, match.last, span, words, "State", match.entries[0])]
    return []


def _clause_of(clauses: list[Clause], i: int) -> Clause | None:
    return next((c for c in clauses if c.first <= i < c.last), None)


def _around(tokens: tuple[Token, ...], clauses: list[Clause], first: int, last: int) -> tuple[Part, ...]:
    """Return what the frame frames: its own clause if that is dependent, else the sentence, cut in two."""
    clause = _clause_of(clauses, first)
    if clause is None:
        return ()
    k = clauses.index(clause)
    if clause.kind in ("relative", "subordinate"):
        start, end = clause.first, clause.last
    else:
        start = clause.first
        while k > 0 and not clauses[k].is_coordinated and clauses[k].opener in (",", "“"):
            k -= 1
            start = clauses[k].first
        end = next((c.last for c in reversed(clauses)), len(tokens))
        for m in range(clauses.index(clause) + 1, len(clauses)):
            if clauses[m].is_coordinated or clauses[m].opener == ";" or _has_own_frame(tokens, clauses[m]):
                end = clauses[m - 1].last
                break
        if clause.kind == "phrase" and clause.first == first and clause.opener == ",":
            start, end = first, clause.last
    parts = [(start, first), (last, end)]
    return tuple((a, b) for a, b in parts if any(t.is_word for t in tokens[a:b]))
