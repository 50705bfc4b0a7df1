"""Frames that are an aside: "so X", "wie X mitteilte", "hieß es in Kiew", "demnach"."""

from kg.language.extraction import Span
from kg.language.lexicon import table
from kg.language.names.gazetteer import actor_names
from kg.language.names.mention import Mention
from kg.language.names.sources import Source
from kg.language.reporting.phrase_frame import Part, PhraseFrame, around, clause_of, frames
from kg.language.reporting.source_phrases import document, unknown
from kg.language.reporting.speakers import phrase_source, subject
from kg.language.text.clauses import Clause, predicate
from kg.language.text.tokens import Sentence


def so(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """…, so X · …, so X am Montag."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    if (
        tokens[i].text.lower() != "so"
        or clause is None
        or clause.first != i
        or clause.kind != "phrase"
        or i == 0
    ):
        return None
    found = phrase_source(sentence, mentions, i + 1, clause.last) or unknown(tokens, i, i + 1, clause.last)
    if found is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and not clauses[k + 1].is_coordinated:
        content.append((clauses[k + 1].first, clauses[-1].last))
    return PhraseFrame(i, clause.last, (i, i + 1), found[0], tuple(content))


def wie(sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int) -> PhraseFrame | None:
    """Read "Wie X berichtete, …" and "…, wie X mitteilte, …"."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    if tokens[i].text.lower() != "wie" or clause is None or clause.first != i or clause.kind != "subordinate":
        return None
    verb = predicate(tokens, clause, clause.last)
    if verb is None or verb.lemma not in table("reporting")["verbs"]["say"] or clause.finite is None:
        return None
    source = subject(sentence, clauses, clauses.index(clause), mentions, clause.finite)
    if verb.lemma == "hervorgehen":
        source = emerges_from(sentence, mentions, clause)
    if source is None:
        return None
    k = clauses.index(clause)
    content = [(clauses[0].first, clauses[k - 1].last)] if k else []
    if k + 1 < len(clauses) and (not content or clauses[k + 1].finite == clauses[k + 1].first):
        content.append((clauses[k + 1].first, clauses[-1].last))
    relays: tuple[Source, ...] = ()
    for j in range(clause.first, clause.last - 1):
        if tokens[j].text in frames()["relay"] and tokens[j + 1].text == "auf":
            inner = phrase_source(sentence, mentions, j + 2, clause.last)
            if inner:
                relays, source = (source,), inner[0]
                break
    return PhraseFrame(i, clause.last, (verb.cue, verb.cue + 1), source, tuple(content), relays)


def it_was_said(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """Read "…, hieß es aus dem Ministerium" and "Aus Regierungskreisen hieß es, …"."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
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
    origin = next((j for j in range(clause.first, clause.last) if tokens[j].text.lower() == "aus"), None)
    body = unknown(tokens, origin, origin + 1, clause.last) if origin is not None else None
    source = Source(inside[0].span, inside[0]) if inside else body[0] if body else it
    return PhraseFrame(clause.first, clause.last, (i, i + 1), source, content)


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


def accordingly(sentence: Sentence, clauses: list[Clause], i: int) -> PhraseFrame | None:
    """Read "… belaufen sich demnach auf 4,7 Millionen": whoever spoke before goes on."""
    tokens = sentence.tokens
    if tokens[i].text.lower() not in frames()["continuing"]:
        return None
    source = Source(Span(tokens[i].start, tokens[i].end), None, "es")
    content = around(tokens, clauses, i, i + 1) if i else ((1, clauses[-1].last),)
    return PhraseFrame(i, i + 1, (i, i + 1), source, content)


def emerges_from(sentence: Sentence, mentions: list[Mention], clause: Clause) -> Source | None:
    """Read "geht aus einem Bericht der WHO hervor": the body behind the paper, else the paper."""
    tokens = sentence.tokens
    for i in range(clause.first, clause.last):
        if tokens[i].text == "aus":
            found = (
                document(tokens, mentions, i + 1, clause.last)
                or phrase_source(sentence, mentions, i + 1, clause.last)
                or unknown(tokens, i, i + 1, clause.last)
            )
            return found[0] if found else None
    return None
