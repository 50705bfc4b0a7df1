"""From mentions to actors and places: which words name the same thing, and which known thing it is."""

from collections import Counter
from collections.abc import Iterable

from kg.entities import KnownPlace
from kg.keys import slug
from kg.language.extraction import Actor, Location, Span
from kg.language.gazetteer import country_of_adjective
from kg.language.lexicon import table
from kg.language.locations import Place
from kg.language.mention import Mention
from kg.language.sources import Source
from kg.language.tokens import Document

_GERMAN_SPEAKING = ("DE", "AT", "CH")


class Register:
    """The actors of one article, filled mention by mention; knows whom "er" or "die Ministerin" can mean."""

    def __init__(self, document: Document, mentions: list[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._members: dict[str, list[Mention]] = {}
        self._named: dict[str, bool] = {}
        for mention in mentions:
            if not mention.weak:
                self.add(mention)

    def add(self, mention: Mention) -> str:
        """Register a mention and return its actor's id."""
        key, named = self._key(mention)
        members = self._members.setdefault(key, [])
        if mention not in members:
            members.append(mention)
        self._named[key] = named
        return key

    def resolve(self, source: Source, last_speaker: str | None) -> str | None:
        """Return the actor that a source names, None if it stays open; `last_speaker` spoke before."""
        if source.mention is not None:
            mention = source.mention
            return (
                self._by_role(mention, last_speaker) or self.add(mention)
                if mention.weak
                else self.add(mention)
            )
        return self._by_pronoun(source, last_speaker)

    def kind(self, actor: str) -> str:
        """Return the type of a registered actor."""
        return self._members[actor][0].kind

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors in order of first mention."""
        built = [self._actor(key, members) for key, members in self._members.items()]
        return tuple(sorted(built, key=lambda a: a.mentions))

    def _actor(self, key: str, members: list[Mention]) -> Actor:
        spans = sorted({m.span for m in members if m.sentence >= 0} or {m.span for m in members})
        names = [m.full_name or m.text for m in members]
        known = next((m.known for m in members if m.known), None)
        role = next((m.role for m in members if m.role), None)
        name = known.name if known else _nominative(max(names, key=len), members[0])
        return Actor(key, members[0].kind, name, tuple(spans), role, self._named[key], known)

    def _key(self, mention: Mention) -> tuple[str, bool]:
        if mention.known is not None:
            return mention.known.key, True
        name = _nominative(mention.full_name or mention.text, mention)
        named = not mention.weak and mention.kind != "Group"
        for key, members in self._members.items():
            same = mention.kind == members[0].kind and slug(
                _nominative(members[0].full_name or members[0].text, members[0])
            ) == slug(name)
            if same:
                return key, self._named[key]
        return slug(name), named

    def _by_role(self, mention: Mention, last_speaker: str | None) -> str | None:
        """Resolve "die Ministerin", "das Amt", "der Niederländer" to somebody named before."""
        if not mention.definite and mention.kind == "Person":
            return None
        noun = mention.text.split()[-1].lower() if mention.kind == "Person" else mention.text.lower()
        earlier = [m for m in self._mentions if not m.weak and m.span < mention.span]
        for candidate in reversed(earlier):
            if candidate.kind == mention.kind and _plays(candidate, noun):
                return self.add(candidate)
        country = table("demonyms")["residents"].get(mention.text)
        for candidate in reversed(earlier):
            if (
                country
                and candidate.known
                and candidate.known.country == country
                and candidate.kind == "Person"
            ):
                return self._also(self.add(candidate), mention)
        if (
            last_speaker
            and mention.kind == "Person"
            and self.kind(last_speaker) == "Person"
            and mention.last - mention.first == 1
        ):
            return last_speaker
        return None

    def _also(self, key: str, mention: Mention) -> str:
        self._members[key].append(mention)
        return key

    def _by_pronoun(self, source: Source, last_speaker: str | None) -> str | None:
        before = [m for m in self._mentions if m.span < source.span]
        persons = [m for m in before if m.kind == "Person" and not m.weak]
        body = self._body_before(source, before)
        if body is not None:
            return self.add(body)
        if source.pronoun in ("er", "sie") and not source.plural:
            wanted = source.pronoun == "sie"
            if last_speaker and self._fits(last_speaker, wanted):
                return last_speaker
            for mention in reversed(persons):
                if mention.feminine is None or mention.feminine == wanted:
                    return self.add(mention)
        return last_speaker

    def _body_before(self, source: Source, before: list[Mention]) -> Mention | None:
        """Return the body that opens the sentence before "sie", if no person is named there."""
        if source.pronoun != "sie" or not before:
            return None
        number = self._document.sentence_at(source.span.start)
        inside = [m for m in before if m.sentence == number - 1]
        if not inside or any(m.kind == "Person" for m in inside):
            return None
        first = inside[0]
        opens = first.first <= 2 and first.kind == "Organization"
        return first if opens else None

    def _fits(self, actor: str, feminine: bool) -> bool:
        known = [m.feminine for m in self._members[actor] if m.feminine is not None]
        return self.kind(actor) == "Person" and (not known or known[0] == feminine)


def _plays(candidate: Mention, noun: str) -> bool:
    """Whether a named actor has the role or is the kind of body that a noun says."""
    described = [candidate.role or "", *(candidate.known.roles if candidate.known else ())]
    if candidate.kind == "Organization":
        described.append(candidate.text)
    return any(text.lower().split("-")[-1].endswith(noun) for text in described if text)


def _nominative(name: str, mention: Mention) -> str:
    """Return a name without the inflection that its case gave it."""
    words = name.split()
    if mention.kind == "Person" and not mention.weak:
        last = words[-1]
        ends = (
            last.endswith(("s", "'", "’"))
            and len(last) > 4
            and not last.endswith(("ss", "us", "is", "as", "os"))
        )
        return (
            " ".join([*words[:-1], last[:-1]])
            if ends and mention.full_name is None and mention.role is None
            else name
        )
    if mention.kind in ("Organization", "Group") or mention.weak:
        if len(words) > 1 and (words[0].islower() or country_of_adjective(words[0])):
            words[0] = _strong_ending(words[0], words[1], mention)
        if mention.kind == "Organization" and len(words) <= 2:
            words[-1] = _without_genitive(words[-1])
        return " ".join(words)
    return name


def _without_genitive(noun: str) -> str:
    for ending in (
        "amtes",
        "ministeriums",
        "dienstes",
        "verbandes",
        "instituts",
        "gerichts",
        "konzerns",
        "rates",
    ):
        if noun.lower().endswith(ending):
            return noun[: -2 if ending.endswith(("tes", "des")) else -1]
    return noun


def _strong_ending(adjective: str, noun: str, mention: Mention) -> str:
    stem = adjective
    for ending in ("en", "er", "es", "em", "e"):
        if adjective.endswith(ending) and country_of_adjective(adjective.removesuffix(ending)):
            stem = adjective.removesuffix(ending)
            break
    else:
        return adjective
    lower = noun.lower()
    if mention.kind == "Group" or lower.endswith("kräfte"):
        return stem + "e"
    if lower.endswith(
        (
            "ium",
            "iums",
            "amt",
            "amtes",
            "amts",
            "institut",
            "gericht",
            "büro",
            "militär",
            "parlament",
            "zentrum",
        )
    ):
        return stem + "es"
    masculine = ("dienst", "dienstes", "verband", "rat", "konzern", "senat", "bund", "stab", "gerichtshof")
    if lower.endswith(masculine) or (mention.kind == "Person" and not lower.endswith("in")):
        return stem + "er"
    return stem + "e"


def locations(places: Iterable[Place], actors: tuple[Actor, ...]) -> tuple[Location, ...]:
    """Return the places of the article, each ambiguous name decided by the countries it speaks of."""
    found = list(places)
    context = Counter(p.candidates[0].country for p in found if len(p.candidates) == 1)
    context.update(a.known.country for a in actors if a.known)
    groups: dict[str, list[tuple[Place, KnownPlace | None]]] = {}
    for place in found:
        known = _choose(place.candidates, context)
        key = known.key if known else slug(place.text)
        groups.setdefault(key, []).append((place, known))
    return tuple(_location(key, members) for key, members in groups.items())


def _choose(candidates: tuple[KnownPlace, ...], context: Counter[str]) -> KnownPlace | None:
    if not candidates:
        return None

    def weight(place: KnownPlace) -> tuple[int, int, int, int]:
        near = context[place.country] > 0
        home = place.country in _GERMAN_SPEAKING
        return (
            int(place.type in ("country", "other")),
            int(near),
            int(home or place.capital),
            place.population,
        )

    return max(candidates, key=weight)


def _location(key: str, members: list[tuple[Place, KnownPlace | None]]) -> Location:
    first, known = members[0]
    spans: tuple[Span, ...] = tuple(sorted({place.span for place, _ in members}))
    name = known.name if known else first.text
    return Location(key, known.type if known else first.type, name, spans, known)
