"""Frames that are a phrase: "laut X", "nach Angaben von X", "X zufolge", "nach Polizeiangaben"."""

from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.bodies import is_group_noun, is_organization_head
from kg.language.names.gazetteer import country_of_adjective, states
from kg.language.names.mention import Mention
from kg.language.names.sources import Source, named_in_compound, new_source
from kg.language.reporting.phrase_frame import (
    PhraseFrame,
    around,
    clause_of,
    cue_at,
    frames,
    is_paper,
    self_sourced_endings,
)
from kg.language.reporting.reading import is_medium
from kg.language.reporting.speakers import phrase_end, phrase_source, subject, title_behind
from kg.language.text.clauses import Clause
from kg.language.text.quotations import QUOTATION_MARKS
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
            _of_a_country(tokens, i, cue)
            or _own(sentence, clauses, mentions, i, cue)
            or phrase_source(sentence, mentions, cue, limit)
            or document(tokens, mentions, cue, limit)
            or unknown(tokens, i, cue, limit)
        )
        if found is None:
            return None
        source, end = found
    cited = _relying_on(sentence, clauses, mentions, end) or _out_of(sentence, mentions, source, end, limit)
    if cited is not None:
        inner, last = cited
        return PhraseFrame(i, last, (i, cue), inner, around(tokens, clauses, i, last), (source,))
    return PhraseFrame(i, end, (i, cue), source, around(tokens, clauses, i, end))


def _relying_on(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], end: int
) -> tuple[Source, int] | None:
    """Read "laut dem „Spiegel“, der sich auf Diplomaten beruft, …": the inner source, and where it ends."""
    tokens = sentence.tokens
    relative = next((c for c in clauses if end <= c.first <= end + 2), None)
    if relative is None or not tokens[relative.last - 1].lemma.startswith("beruf"):
        return None
    for i in range(relative.first, relative.last):
        if tokens[i].text == "auf":
            found = relied_on(sentence, mentions, i + 1, relative.last)
            return (found[0], relative.last) if found else None
    return None


def _of_a_country(tokens: tuple[Token, ...], i: int, end: int) -> tuple[Source, int] | None:
    """Read "nach ukrainischen Angaben": the state that the adjective is of; the noun may be behind `end`."""
    for k in range(i, min(end, len(tokens) - 1)):
        country = country_of_adjective(tokens[k].lemma) if tokens[k].tag == "ADJA" else None
        if country in states() and tokens[k + 1].text in frames()["nach"]:
            span, state = Span(tokens[k].start, tokens[k].end), states()[country]
            return Source(span, Mention(-1, k, k + 1, span, state.name, "State", state)), k + 2
    return None


def _out_of(
    sentence: Sentence, mentions: list[Mention], medium: Source, end: int, limit: int
) -> tuple[Source, int] | None:
    """Read "nach Informationen der Zeitung aus Regierungskreisen": the inner source, and where it ends."""
    if end >= limit or sentence.tokens[end].text != "aus" or not is_medium(medium):
        return None
    return phrase_source(sentence, mentions, end + 1, limit)


def _own(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int, cue: int
) -> tuple[Source, int] | None:
    """Read "nach eigenen Angaben", "nach seinen Angaben": the clause's subject, or who spoke before."""
    tokens = sentence.tokens
    clause = clause_of(clauses, i)
    document = cue < len(tokens) and is_paper(tokens[cue].text)
    end = cue + 1 if document else cue
    if cue + 1 < len(tokens) and tokens[i].text.lower() in frames()["before"] and tokens[cue].tag == "PPOSAT":
        pronoun = _possessor(tokens[cue])
        opinion = tokens[cue + 1].text in frames()["nach"]
        return (pronoun, cue + 2) if pronoun is not None and opinion else None
    for token in tokens[i + 1 : end]:
        if (
            token.text in ("eigenen", "eigener", "eigenem")
            and clause is not None
            and clause.finite is not None
        ):
            found = subject(sentence, clauses, clauses.index(clause), mentions, clause.finite)
            return (found, end) if found else None
        pronoun = _possessor(token)
        if pronoun is not None:
            return pronoun, end
    return None


def _possessor(token: Token) -> Source | None:
    """Return whose opinion "seiner", "ihren", "deren" says it is: a pronoun still to be resolved."""
    word = token.text.lower()
    possessive = token.tag == "PPOSAT" and word.startswith(("sein", "ihr"))
    if not possessive and word not in ("deren", "dessen"):
        return None
    masculine = word.startswith(("sein", "dessen"))
    return Source(Span(token.start, token.end), None, "er" if masculine else "sie")


def _named_in_compound(word: str) -> str | None:
    """Return whose they are in "Polizeiangaben", "Medienberichten", "Unternehmensangaben"."""
    known: dict[str, str] = frames()["self_sourced"]
    if word in known:
        return known[word]
    ending = next((e for e in self_sourced_endings() if word.lower().endswith(e)), None)
    prefix = word.lower().removesuffix(ending).rstrip("-") if ending else ""
    if not prefix:
        return None
    noun = word[: len(prefix)]
    return noun[:-1] if noun.endswith("s") and len(noun) > 5 else noun


def noun_source(tokens: tuple[Token, ...], i: int, name: str) -> Source:
    """Return a source named by the noun at `i`: a body in a compound, else known to this article only."""
    span = Span(tokens[i].start, tokens[i].end)
    if name != tokens[i].text and (name.isupper() or is_organization_head(name)):
        return Source(span, named_in_compound(span, i, name))
    return Source(span, Mention(-1, i, i + 1, span, name, "Group", weak=True))


def relied_on(
    sentence: Sentence, mentions: list[Mention], start: int, limit: int
) -> tuple[Source, int] | None:
    """Return whom a medium relies on, named or not: "unter Berufung auf mit der Sache vertraute Personen"."""
    found = phrase_source(sentence, mentions, start, limit)
    if found is not None:
        return found
    tokens = sentence.tokens
    attribute = tokens[start].tag in ("APPR", "APPRART")
    for i in range(start, limit):
        complete = not attribute or tokens[i - 1].tag == "ADJA"
        if tokens[i].tag in ("NN", "NE") and complete:
            first = start if attribute else i
            while first > start and tokens[first - 1].tag == "ADJA":
                first -= 1
            source = new_source(tokens, first, i + 1, start)
            return source, i + 1
    return None


def document(
    tokens: tuple[Token, ...], mentions: list[Mention], start: int, limit: int
) -> tuple[Source, int] | None:
    """Read "laut einer Studie der Universität X": the body behind the paper, else the paper."""
    i = start
    while i < limit and tokens[i].tag in ("ART", "ADJA", "PIAT", "PDAT"):
        i += 1
    if i >= limit or not (is_group_noun(tokens[i].text) or is_paper(tokens[i].text)):
        return None
    behind = [m for m in mentions if i < m.first <= i + 5 and m.kind in ("Organization", "State", "Person")]
    if behind and tokens[i + 1].text in words("grammar", "articles", "attributive"):
        first, *others = (Source(m.span, m) for m in behind)
        source = title_behind(first, others) or first
        end = source.mention.last if source.mention is not None else i + 1
        return source, phrase_end(tokens, end, limit)
    if i + 1 < limit and tokens[i + 1].text in words("grammar", "articles", "attributive"):
        author = unknown(tokens, i, i + 1, limit)
        if author is not None:
            return author
    return noun_source(tokens, i, tokens[i].text), i + 1


def unknown(tokens: tuple[Token, ...], i: int, cue: int, limit: int) -> tuple[Source, int] | None:
    """Read "laut Glos", "nach Angaben des Zivilschutzes": a noun that nothing else recognises."""
    first = cue
    determiners = ("ART", "ADJA", "PPOSAT", "PIAT", "PDAT")
    while first < limit and (tokens[first].tag in determiners or tokens[first].text in ("von", "vom")):
        first += 1
    if first >= limit or not (_is_noun(tokens[first]) or _is_site(tokens[first])):
        return None
    if first == cue and tokens[i].text.lower() not in (*frames()["before"], "so", "aus"):
        return None
    source = new_source(tokens, first, first + 1, cue)
    return source, first + 1


def _is_noun(token: Token) -> bool:
    """Whether a token is a noun: capitalised, or a compound with a capital in it ("ai-Bericht")."""
    return token.tag in ("NN", "NE") and any(letter.isupper() for letter in token.text)


def _is_site(token: Token) -> bool:
    """Whether a token is the address of a site: "laut ndr.de"."""
    name, _, ending = token.text.rpartition(".")
    return name.isascii() and len(name) > 1 and ending.isalpha() and len(ending) in (2, 3)


def postpositional(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> PhraseFrame | None:
    """X zufolge · Angaben der Polizei zufolge · ihrer Meinung nach."""
    tokens = sentence.tokens
    opinion = tokens[i].text == "nach" and i > 1 and tokens[i - 1].text in frames()["opinions"]
    if i == 0 or not (tokens[i].text.lower() == "zufolge" or opinion):
        return None
    found = _dative_pronoun(tokens[i - 1]) or (_possessor(tokens[i - 2]) if i > 1 else None)
    if found is not None:
        first = i - 1 if tokens[i - 1].tag == "PPER" else i - 2
    else:
        behind = _named_before(sentence, clauses, mentions, i)
        if behind is None or opinion:
            return None
        found, first = behind
    cited = _relying_on(sentence, clauses, mentions, i + 1)
    if cited is not None:
        parts = around(tokens, clauses, first, cited[1])
        return PhraseFrame(first, cited[1], (i, i + 1), cited[0], parts, (found,))
    return PhraseFrame(first, i + 1, (i, i + 1), found, around(tokens, clauses, first, i + 1))


def _dative_pronoun(token: Token) -> Source | None:
    """Return the source in "ihm zufolge", "ihr zufolge"."""
    word = token.text.lower()
    if token.tag != "PPER" or word not in words("grammar", "pronouns", "dative"):
        return None
    return Source(Span(token.start, token.end), None, "er" if word == "ihm" else "sie", word == "ihnen")


def _named_before(
    sentence: Sentence, clauses: list[Clause], mentions: list[Mention], i: int
) -> tuple[Source, int] | None:
    """Return who stands before "zufolge" at `i`, and where the phrase begins."""
    tokens = sentence.tokens
    state = _of_a_country(tokens, i - 2, i - 1) if i > 1 else None
    if state is not None:
        return state[0], _phrase_start(tokens, i - 2)
    if tokens[i - 1].text in frames()["nach"] and (i == 1 or tokens[i - 2].tag in ("ADJA", "PIAT")):
        return None  # "ersten Schätzungen zufolge": nobody is named
    before = [m for m in mentions if m.last == i] or [m for m in mentions if m.last <= i and i - m.last <= 1]
    clause = clause_of(clauses, i)
    paper = document(tokens, mentions, clause.first, i) if clause is not None else None
    if paper is not None and clause is not None:
        taken_up = tokens[clause.first].text in ("Den", "Dem", "Der") and paper[1] == i
        it = Source(paper[0].span, None, "es")  # "Den Angaben zufolge": of whom was spoken before
        return (it if taken_up else paper[0]), clause.first
    if before:
        source, first = Source(before[-1].span, before[-1]), before[-1].first
    elif tokens[i - 1].tag == "NN":
        source, first = noun_source(tokens, i - 1, tokens[i - 1].text), i - 1
    else:
        return None
    return source, _phrase_start(tokens, first)


def _phrase_start(tokens: tuple[Token, ...], first: int) -> int:
    """Return where the noun phrase begins whose source stands at `first`: "Ersten Angaben der |Polizei"."""
    while first > 0 and (
        tokens[first - 1].tag in ("ART", "ADJA", "PPOSAT", "PIAT")
        or tokens[first - 1].text in frames()["nach"]
        or tokens[first - 1].text in QUOTATION_MARKS
        or (tokens[first - 1].tag == "NN" and tokens[first].text in QUOTATION_MARKS)
    ):
        first -= 1
    return first
