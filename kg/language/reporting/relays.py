"""Through whom an article has what somebody said: media that cite, and media that were spoken to."""

from collections.abc import Iterator

from kg.language.extraction import Span
from kg.language.lexicon import words
from kg.language.names.gazetteer import actor_names
from kg.language.names.mention import Mention
from kg.language.names.sources import Source
from kg.language.reporting.reading import Draft, Reading, is_medium
from kg.language.reporting.source_phrases import relied_on
from kg.language.text.clauses import Clause, Predicate

_INQUIRY = "-Anfrage"


def chained(reading: Reading, k: int, draft: Draft) -> Draft:
    """Read "Yonhap berichtete unter Berufung auf X": the inner source speaks, the medium relays."""
    clause = reading.clauses[k]
    for i in range(clause.first, clause.last - 1):
        if (
            reading.tokens[i].text in words("reporting", "frames", "relay")
            and reading.tokens[i + 1].text == "auf"
        ):
            found = relied_on(reading.sentence, reading.mentions, i + 2, clause.last)
            if found and is_medium(draft.source):
                draft.relays = [draft.source]
                draft.source = found[0]
    cited = _citing_relative(reading, k)
    if cited is not None and cited.span != draft.source.span:
        draft.relays.append(cited)
    return draft


def _citing_relative(reading: Reading, k: int) -> Source | None:
    """Read "…, sagte Oberst Jan Alt, den die Agentur Ansa zitierte": the agency relays."""
    following = reading.clauses[k + 1] if k + 1 < len(reading.clauses) else None
    if following is None or following.opener != "," or reading.tokens[following.last - 1].lemma != "zitieren":
        return None
    inside = (m for m in reading.mentions if following.first <= m.first < following.last)
    named = next(inside, None)
    return Source(named.span, named) if named is not None else None


def addressed_media(reading: Reading, k: int, verb: Predicate, source: Source) -> Iterator[Source]:
    """Read "sagte er der APA", "… dem Sender Radio Lenne", "… im MDR", "auf APA-Anfrage"."""
    clause = reading.clauses[k]
    end = _end(reading, k)
    for mention in reading.mentions:
        medium = Source(mention.span, mention)
        inside = clause.first <= mention.first < end and mention.span != source.span
        if inside and is_medium(medium) and _is_addressed(reading, mention, clause, verb):
            yield medium
    for i in range(clause.first, end):
        name = reading.tokens[i].text.removesuffix(_INQUIRY)
        known = actor_names().named(name) if name != reading.tokens[i].text else None
        if known is not None:
            span = Span(reading.tokens[i].start, reading.tokens[i].start + len(name))
            yield Source(span, Mention(-1, i, i + 1, span, name, "Organization", known))


def _end(reading: Reading, k: int) -> int:
    """Where the clause ends when appositions are counted in: "sagte die Leiterin, Ida Kern, der APA"."""
    end = reading.clauses[k].last
    for clause in reading.clauses[k + 1 :]:
        if clause.kind != "phrase" or clause.opener != ",":
            break
        end = clause.last
    return end


def _is_addressed(reading: Reading, mention: Mention, clause: Clause, verb: Predicate) -> bool:
    """Whether a medium stands in the dative or after a preposition of speaking to: "gegenüber SRF"."""
    tokens = reading.tokens
    if mention.kind != "Organization":
        return False
    i = mention.first - 1
    while i > clause.first and tokens[i].tag in ("ADJA", "NN", "$("):
        i -= 1
    determiner = tokens[i].text if tokens[i].tag in ("ART", "PDAT", "PPOSAT") else ""
    if determiner and i > clause.first:
        i -= 1
    if tokens[i].tag in ("APPR", "APPRART"):
        talk = tokens[i].text != "mit" or tokens[i - 1].text in ("Interview", "Gespräch")
        return talk and tokens[i].text.lower() in words("reporting", "frames", "spoken_to")
    return mention.first > verb.finite and determiner in words("grammar", "articles", "addressed")
