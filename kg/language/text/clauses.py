"""Clauses: a sentence cut at commas, colons, dashes and before coordinated finite verbs.

This is no parse. It is the surface that reporting shows in German: commas are obligatory between a reporting
clause and what it reports, the finite verb stands second, first or last, and its place tells which.
"""

from dataclasses import dataclass, replace
from typing import Literal

from kg.language.lexicon import table, words
from kg.language.text import tagger
from kg.language.text.mood import is_subjunctive
from kg.language.text.quotations import QUOTATION_MARKS, Quotation
from kg.language.text.tokens import Sentence, Token

Kind = Literal["main", "subordinate", "relative", "infinitive", "phrase", "quotation"]

_FINITE = ("VVFIN", "VAFIN", "VMFIN")
_DASHES = ("–", "—", "-", "|")
_RELATIVE = frozenset(
    ["der", "die", "das", "dem", "den", "deren", "dessen", "denen", "welche", "welcher", "welches"]
)


@dataclass(frozen=True, slots=True)
class Clause:
    """Tokens [first, last) without the marks around them; `opener` is the mark or "und" before it."""

    first: int
    last: int
    kind: Kind
    opener: str
    finite: int | None

    @property
    def is_coordinated(self) -> bool:
        """Whether it goes on with the subject of the clause before ("und warnte …")."""
        return self.opener in words("grammar", "conjunctions", "coordinating")


@dataclass(frozen=True, slots=True)
class Predicate:
    """The verb of a clause: its whole lemma ("hinzufügen"), its cue, voice, negation.

    `end` is where the verb's second part stands; `modal` that it need not have happened ("soll warnen").
    """

    lemma: str
    finite: int
    cue: int
    passive: bool
    negated: bool
    end: int
    modal: bool = False


def clauses(sentence: Sentence, quotations: list[Quotation]) -> list[Clause]:
    """Cut a sentence; each of `quotations`, the whole quoted sentences in it, is a clause of its own."""
    tokens = sentence.tokens
    inner = _inside_marks(tokens)
    found: list[Clause] = []
    first, opener, i = 0, "", 0
    while i < len(tokens):
        if i == first and opener == "," and i not in inner and _coordinates(tokens, i):
            first, opener = i + 1, tokens[i].text
        whole = next((q for q in quotations if q.outer.start <= tokens[i].start < q.outer.end), None)
        if whole:
            _append(found, tokens, first, i, opener)
            end = next((k for k in range(i, len(tokens)) if tokens[k].start >= whole.outer.end), len(tokens))
            found.append(Clause(i, end, "quotation", opener, None))
            first, opener, i = end, "“", end
            continue
        if (i not in inner and _is_boundary(tokens, i)) or (
            i not in inner and i > first and _coordinates(tokens, i)
        ):
            _append(found, tokens, first, i, opener)
            first, opener = i + 1, tokens[i].text
        i += 1
    _append(found, tokens, first, len(tokens), opener)
    return _rejoined(tokens, found)


def _rejoined(tokens: tuple[Token, ...], found: list[Clause]) -> list[Clause]:
    """Join what an apposition cut off from the verb: "hat der Minister, Jan Alt, gewarnt"."""
    k = 0
    while k < len(found):
        clause = found[k]
        lacking = clause.kind == "subordinate" and clause.finite is None
        for j in range(k + 1, min(k + 4, len(found))):
            rest = found[j]
            if lacking and j > k + 1 and rest.opener == "," and rest.finite == rest.last - 1:
                found[k : j + 1] = [Clause(clause.first, rest.last, clause.kind, clause.opener, rest.finite)]
                break
            if rest.opener != "," or rest.kind not in ("phrase", "relative"):
                break
            if tokens[rest.first].text.lower() in words("reporting", "frames", "inserted"):
                break
            if j > k + 1 and _is_second_part(tokens, clause, rest):
                found[k : j + 1] = [replace(clause, last=rest.last)]
                break
        k += 1
    return found


def _is_second_part(tokens: tuple[Token, ...], clause: Clause, rest: Clause) -> bool:
    """Whether `rest` ends with what the verb of `clause` still lacks: a participle, a particle, "bekannt"."""
    last = tokens[rest.last - 1]
    if rest.kind != "phrase" or clause.kind != "main" or clause.finite is None:
        return False
    if tokens[clause.finite].tag == "VVFIN":
        alone = rest.last - rest.first == 1 and last.text in words("reporting", "particles")
        phrase = _fixed_part(tokens, rest, tokens[clause.finite].lemma)
        return (
            bool(alone or phrase)
            or last.tag == "PTKVZ"
            or last.text in words("reporting", "nouns", "verbal_adjectives")
        )
    complete = any(t.tag in ("VVPP", "VVINF") for t in tokens[clause.finite : clause.last])
    return not complete and last.tag in ("VVPP", "VVINF")


def _append(found: list[Clause], tokens: tuple[Token, ...], first: int, last: int, opener: str) -> None:
    while last > first and tokens[last - 1].tag == "$." and tokens[last - 1].text not in (":",):
        last -= 1
    if any(t.is_word for t in tokens[first:last]):
        found.append(_clause(tokens, first, last, opener))


def _inside_marks(tokens: tuple[Token, ...]) -> set[int]:
    """Indexes of tokens inside quoted fragments and short parentheses ("(SPD)"), which do not cut."""
    inside: set[int] = set()
    for i, token in enumerate(tokens):
        if token.text == "(":
            closing = next((j for j in range(i + 1, min(i + 6, len(tokens))) if tokens[j].text == ")"), None)
            inside.update(range(i, closing + 1) if closing else ())
    opened: int | None = None
    for i, token in enumerate(tokens):
        if token.text in QUOTATION_MARKS:
            if opened is None:
                opened = i
            else:
                inside.update(range(opened, i + 1))
                opened = None
    return inside


def _is_boundary(tokens: tuple[Token, ...], i: int) -> bool:
    token = tokens[i]
    if token.tag == "$," or token.text in (";", ":", "(", ")", "?", "!"):
        return True
    spaced = 0 < i < len(tokens) - 1 and tokens[i - 1].end < token.start and token.end < tokens[i + 1].start
    return token.text in _DASHES and (spaced or token.text == "|")


def _coordinates(tokens: tuple[Token, ...], i: int) -> bool:
    """Whether "und" at `i` joins a second finite verb to the clause: "… und warnte vor …"."""
    if (
        tokens[i].tag != "KON"
        or tokens[i].text not in words("grammar", "conjunctions", "joining")
        or i + 1 >= len(tokens)
    ):
        return False
    following = tokens[i + 1]
    return following.tag in _FINITE and not is_subjunctive(following, None)


def _clause(tokens: tuple[Token, ...], first: int, last: int, opener: str) -> Clause:
    finite = [i for i in range(first, last) if tokens[i].tag in _FINITE and not _after_zu(tokens, i, first)]
    if len(finite) > 1:
        quoted = _inside_marks(tokens[first:last])
        finite = [i for i in finite if i - first not in quoted] or finite
    head = tokens[first]
    if head.text in words("reporting", "connectives") and tokens[min(first + 1, last - 1)].text == "wie":
        head = tokens[first + 1]  # "Denn wie der Sender berichtete, …"
    manner = head.text.lower() == "wie" and last - first > 2
    dependent = (
        head.tag == "KOUS" or manner or head.text.lower() in words("grammar", "conjunctions", "complementing")
    )
    if not finite and dependent:
        # Taggers take "eingesetzt werden" at the end for an infinitive; behind "dass" it is finite.
        finite = [i for i in range(last - 1, first, -1) if tokens[i].tag.startswith("V")][:1]
        if not finite:
            return Clause(first, last, "subordinate", opener, None)
    if not finite:
        has_infinitive = any(
            tokens[i].tag == "VVIZU" or (tokens[i].tag == "PTKZU" and i + 1 < last)
            for i in range(first, last)
        )
        return Clause(first, last, "infinitive" if has_infinitive else "phrase", opener, None)
    conjunction = head.tag in ("KOUS", "KOUI") or head.text.lower() in words(
        "grammar", "conjunctions", "complementing"
    )
    question = (manner or head.tag in ("PWAV", "PWS", "PWAT")) and finite[0] != first + 1
    if conjunction or question:
        return Clause(first, last, "subordinate", opener, finite[-1])
    preposition = 1 if head.tag in ("APPR", "KON") and first + 1 < last else 0
    pronoun = tokens[first + preposition]
    is_late = finite[0] >= last - 3 and finite[0] > first + 2
    article = pronoun.tag == "ART" and tokens[first + preposition + 1].tag in ("NN", "ADJA", "CARD")
    relative = pronoun.tag in ("PRELS", "PRELAT") or (pronoun.text in _RELATIVE and not article)
    is_late = is_late or (finite[0] == last - 1 and last - first > 1)
    is_late = is_late or (finite[0] > first + 1 and tokens[first + preposition + 1].tag in ("PRF", "PPER"))
    if opener == "," and relative and is_late:
        return Clause(first, last, "relative", opener, finite[-1])
    return Clause(first, last, "main", opener, finite[0])


def _after_zu(tokens: tuple[Token, ...], i: int, first: int) -> bool:
    """Whether a verb that looks finite is an infinitive: "eingesetzt zu haben"."""
    return i > first and tokens[i - 1].text == "zu"


def introduces_content(tokens: tuple[Token, ...], clause: Clause) -> bool:
    """Whether a clause is a complement of saying: "dass …", "ob …", "wie/wo/was …"."""
    head = tokens[clause.first].text.lower()
    if head.startswith("welch") and clause.last - clause.first > 1:
        return tokens[clause.first + 1].tag in ("NN", "ADJA", "TRUNC")  # else it is a relative clause
    return clause.kind == "subordinate" and head in words("reporting", "content")


def predicate(tokens: tuple[Token, ...], clause: Clause, until: int) -> Predicate | None:
    """Return the verb of a clause; a separated particle may stand as far as token `until`."""
    if clause.finite is None:
        return None
    finite = tokens[clause.finite]
    negated = any(
        t.text.lower() in words("grammar", "particles", "negations") or t.tag == "PTKNEG"
        for t in tokens[clause.first : clause.last]
    )
    if finite.tag == "VVFIN" and finite.lemma != "scheinen":
        particle = _particle(tokens, clause, until)
        prefix = tokens[particle].text if particle is not None else ""
        prefix = "" if prefix in words("reporting", "light_particles") else prefix
        prefix = prefix or _verbal_adjective(tokens, clause) or _fixed_part(tokens, clause, finite.lemma)
        end = particle if particle is not None else clause.last
        return Predicate(prefix + finite.lemma, clause.finite, clause.finite, False, negated, end)
    fixed = _fixed_part(tokens, clause, finite.lemma)
    if fixed:
        return Predicate(fixed + finite.lemma, clause.finite, clause.finite, False, negated, clause.last)
    lexical = _lexical(tokens, clause)
    if lexical is None:
        return None
    lemma = tokens[lexical].lemma
    if tokens[lexical].tag == "ADJD":
        lemma = tagger.lemma(tokens[lexical].text, "VV(PP)")
    adjective = tokens[lexical - 1].text if lexical > clause.first else ""
    if adjective in table("reporting")["nouns"]["verbal_adjectives"]:
        lemma = adjective + lemma
    participle = tokens[lexical].tag in ("VVPP", "ADJD", "VVFIN")
    been = any(t.text == "worden" for t in tokens[clause.first : clause.last])
    passive = participle and (finite.lemma == "werden" or been)
    modal = finite.tag == "VMFIN" and not negated
    return Predicate(lemma, clause.finite, lexical, passive, negated, lexical, modal)


def _particle(tokens: tuple[Token, ...], clause: Clause, until: int) -> int | None:
    for i in range(clause.finite or clause.first, until):
        object_follows = i + 1 < until and tokens[i + 1].tag in ("APPR", "CARD", "ART", "ADJA", "NN")
        if tokens[i].tag == "PTKVZ" and not object_follows:  # "warnt vor bis zu 5000 Toten" has none
            return i
    last = until - 1
    while last > clause.first and not tokens[last].is_word:
        last -= 1
    separable = words("reporting", "particles")
    return last if tokens[last].text in separable and last > (clause.finite or 0) else None


def _verbal_adjective(tokens: tuple[Token, ...], clause: Clause) -> str:
    """Read "gab gestern bekannt": the adjective at the end of the clause belongs to the verb."""
    last = tokens[clause.last - 1].text
    if clause.finite == clause.last - 1 and clause.last - clause.first > 2:
        last = tokens[clause.last - 2].text
    return last if last in table("reporting")["nouns"]["verbal_adjectives"] else ""


def _fixed_part(tokens: tuple[Token, ...], clause: Clause, lemma: str) -> str:
    """Return the words that make a phrase of the verb: "gab zu bedenken", "ist überzeugt"."""
    text = " ".join(t.text for t in tokens[clause.first : clause.last])
    phrases: list[str] = table("reporting")["nouns"]["verb_phrases"].get(lemma, [])
    return next((f"{phrase} " for phrase in phrases if text.endswith(phrase)), "")


def _lexical(tokens: tuple[Token, ...], clause: Clause) -> int | None:
    """Index of the participle or infinitive that carries the meaning of an auxiliary's clause."""
    for i in range(clause.last - 1, clause.first - 1, -1):
        if tokens[i].tag in ("VVPP", "VVINF", "VVIZU") and i != clause.finite:
            return i
        if tokens[i].tag in ("ADJD", "VVFIN", "NN") and i == clause.last - 1 and i != clause.finite:
            return i
    return None
