"""What a frame without a main verb is, and the part of the sentence that it frames."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from kg.language.lexicon import table
from kg.language.names.sources import Source
from kg.language.text.clauses import Clause, predicate
from kg.language.text.tokens import Token

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
def frames() -> dict[str, Any]:
    """Return the table ``frames`` of ``reporting.toml``."""
    frames: dict[str, Any] = table("reporting")["frames"]
    return frames


def clause_of(clauses: list[Clause], i: int) -> Clause | None:
    """Return the clause that token `i` stands in."""
    return next((c for c in clauses if c.first <= i < c.last), None)


def cue_at(tokens: tuple[Token, ...], i: int) -> int | None:
    """Return the end of "laut", "nach Angaben", "nach ersten Angaben" at `i`."""
    word = tokens[i].text.lower()
    if word in frames()["before"] and tokens[i].tag in ("APPR", "ADJD", "KOKOM", "APPO", "NN"):
        return i + 1
    if word == "aus" and i + 1 < len(tokens) and tokens[i + 1].text == "Sicht":
        return i + 2
    if word != "nach":
        return None
    j = i + 1
    while (
        j < len(tokens)
        and j < i + 3
        and (tokens[j].tag in ("ADJA", "ART", "PPOSAT") or tokens[j].text in ("deren", "dessen"))
    ):
        j += 1
    definite = tokens[i + 1].text in ("der", "dem", "den") if i + 1 < len(tokens) else False
    paper = j + 1 < len(tokens) and is_paper(tokens[j].text)
    if paper and j > i + 1 and not definite:  # "nach der Auswertung" is when
        return j  # "nach einer Studie der Universität"
    if j < len(tokens) and j == i + 1 and tokens[j].text.lower().endswith(self_sourced_endings()):
        return j + 1
    return j + 1 if j < len(tokens) and tokens[j].text in frames()["nach"] else None


def is_paper(noun: str) -> bool:
    """Whether a noun names a paper that may stand for its authors: "Studie", "Medienbericht"."""
    known = noun in table("actors")["group"]["documents"]
    return known or noun.lower().endswith(tuple(frames()["paper_endings"]))


def self_sourced_endings() -> tuple[str, ...]:
    """Return the ends of compounds that name their source: "Polizei|angaben", "Zeugen|aussagen"."""
    return tuple(frames()["self_sourced_endings"])


def goes_on(tokens: tuple[Token, ...], clauses: list[Clause], k: int) -> bool:
    """Whether the clause after an inserted frame `k` goes on with the clause before it."""
    if k + 1 >= len(clauses) or clauses[k + 1].is_coordinated or clauses[k + 1].opener not in (",", "–"):
        return False
    after = clauses[k + 1]
    late = (
        after.finite is not None
        and after.finite >= after.last - 2
        and tokens[after.first].tag in ("APPR", "ADV")
    )
    return after.finite == after.first or after.kind in ("phrase", "infinitive") or late


def around(tokens: tuple[Token, ...], clauses: list[Clause], first: int, last: int) -> tuple[Part, ...]:
    """Return what the frame frames: its own clause if that is dependent, else the sentence, cut in two."""
    clause = clause_of(clauses, first)
    if clause is None:
        return ()
    k = clauses.index(clause)
    if clause.kind in ("relative", "subordinate"):
        start, end = clause.first, clause.last
    else:
        start = clause.first
        opens = clause.kind == "main" and first == clause.first and clause.finite == last
        while (
            not (opens and clauses[k - 1].kind == "main")
            and k > 0
            and not clauses[k].is_coordinated
            and clauses[k].opener in (",", "“")
        ):
            if _stands_alone(clauses[k]) and _stands_alone(clauses[k - 1]):
                break
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


def _stands_alone(clause: Clause) -> bool:
    """Whether a main clause has its subject or another part before the verb, and so is complete by itself."""
    return clause.kind == "main" and clause.finite is not None and clause.finite > clause.first


def _has_own_frame(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause after a frame names a source of its own: "…, die Veranstalter sprachen von 12.000"."""
    if cue_at(tokens, clause.first) is not None:
        return True
    verb = predicate(tokens, clause, clause.last) if clause.kind == "main" else None
    reports = verb is not None and verb.lemma in (*table("reporting")["verbs"]["say"], "sprechen")
    return reports and clause.finite is not None and clause.finite > clause.first and clause.opener == ","
