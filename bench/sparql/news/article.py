"""What one article says: a dozen statements and a handful of figures, as many as real ones have."""

import random
from datetime import date, timedelta

from bench.sparql.news.draft import DESCRIBING, Draft
from bench.sparql.news.figures import Disputes, Number, literal, number
from bench.sparql.news.terms import quoted, term, written
from bench.sparql.news.wording import Span, clause
from bench.sparql.news.words import WORDS
from bench.sparql.news.world import BASE, Thing, World
from kg.disputes import Figure, period_of

_STATEMENTS = (6, 20)
_CLASSES = ("kg:IndirectStatement", "kg:ReportedStatement", "kg:DirectStatement")
_CLASSES_OFTEN = (70, 19, 11)
_STATUS, _STATUS_OFTEN = ("kg:machine", "kg:reviewed", "kg:retracted"), (90, 8, 2)


class Article:
    """One article as it is made up.

    Args:
        number: which one it is.
        published: when it appeared.
        world: what it is about.
        disputes: remembers the figures of earlier articles.
        chance: decides.

    Attributes:
        draft: the triples.
        statements: the IRIs of its statements, in angle brackets.
        speakers: who speaks, one for each statement.
        counted: what its figures count, one for each figure.
        disputed: pairs of figures that dispute each other, the new one first.
    """

    def __init__(
        self, number: int, published: date, world: World, disputes: Disputes, chance: random.Random
    ) -> None:
        self.draft = Draft(f"meldung-{number:07}")
        self.statements: list[str] = []
        self.speakers: list[str] = []
        self.counted: list[str] = []
        self.disputed: list[tuple[str, str]] = []
        self._published, self._world, self._disputes, self._chance = published, world, disputes, chance
        self._cast = [self._actor() for _ in range(chance.randint(3, 12))]
        self._places = [world.places.draw(chance) for _ in range(chance.randint(1, 4))]
        self._estimates = 0
        self._write(number)

    def _actor(self) -> Thing:
        if self._chance.random() > 0.04:
            return self._world.actors.draw(self._chance)
        iri = f"<{BASE}/actor/{self.draft.key}-augenzeugen>"
        description = (f"{iri} rdf:type kg:Actor", f"{iri} rdf:type kg:Group")
        return Thing(iri, "Augenzeugen", written(*description, f'{iri} skos:prefLabel "Augenzeugen"@de'))

    def _write(self, number: int) -> None:
        draft, chance = self.draft, self._chance
        headline = clause(chance)
        headline = headline[0].upper() + headline[1:]
        draft.text.add(f"{headline}\n")
        for _ in range(chance.randint(*_STATEMENTS)):
            if chance.random() < 0.07:
                self._figure_of_its_own()
            self._statement()
        draft.finish()
        draft.add(
            draft.iri,
            ("rdf:type", term("kg:Article")),
            ("schema:identifier", quoted(f"meldung-{number}.txt")),
            ("schema:inLanguage", '"de"'),
            ("schema:datePublished", _date(self._published.isoformat())),
            ("schema:headline", f"{quoted(headline)}@de"),
            ("schema:url", f"<https://example.org/meldung/{number}>"),
            ("schema:publisher", quoted(chance.choice(WORDS["publishers"]))),
            ("schema:articleBody", f"{quoted(draft.text.whole())}@de"),
        )

    def _name(self, thing: Thing, before: str = "") -> Span:
        """Write a name, and say that it is mentioned there."""
        self.draft.text.add(before)
        span = self.draft.text.add(thing.name)
        self.draft.mention(thing, span)
        return span

    def _statement(self) -> None:
        draft, chance = self.draft, self._chance
        iri = f"<{BASE}/statement/{draft.key}-{len(self.statements)}>"
        kind = chance.choices(_CLASSES, _CLASSES_OFTEN)[0]
        speaker, cue = chance.choice(self._cast), chance.choice(WORDS["cues"])
        relay = self._relay(speaker)
        source = [("kg:relayedBy", relay.iri)] if relay else []
        self._name(speaker)
        draft.text.add(f" {cue}")
        if relay:
            self._name(relay, " laut ")
        circumstances = self._circumstances()
        draft.text.add(": „" if kind == "kg:DirectStatement" else ", ")
        span = self._words([("kg:inStatement", iri), ("kg:estimatedBy", speaker.iri), *source])
        draft.text.add("“. " if kind == "kg:DirectStatement" else ". ")
        draft.add(
            iri,
            ("rdf:type", term("kg:Statement")),
            ("rdf:type", term(kind)),
            ("schema:text", f"{quoted(draft.text.whole()[span.start : span.end])}@de"),
            ("kg:speaker", speaker.iri),
            ("kg:cue", f'"{cue}"@de'),
            ("kg:reportedIn", draft.iri),
            ("kg:reviewStatus", term(chance.choices(_STATUS, _STATUS_OFTEN)[0])),
            *source,
            *circumstances,
        )
        draft.annotate(f"statement-{len(self.statements)}", iri, DESCRIBING, span)
        self.statements.append(iri)
        self.speakers.append(speaker.iri)

    def _relay(self, speaker: Thing) -> Thing | None:
        """Return through whom the article has a statement: mostly nobody, else an agency or another actor."""
        if self._chance.random() > 0.08:
            return None
        relay = self._world.agencies.draw(self._chance)
        if self._chance.random() < 0.4:
            relay = self._chance.choice(self._cast)
        return None if relay == speaker else relay

    def _circumstances(self) -> list[tuple[str, str]]:
        """Write when and where something was said, in some statements."""
        said = []
        if self._chance.random() < 0.12:
            day = self._published - timedelta(days=self._chance.randrange(7))
            in_words = f"am {day.day}. {WORDS['months'][day.month - 1]}"
            self.draft.text.add(f" {in_words}")
            said += [("kg:saidOn", _date(day.isoformat())), ("kg:dateText", f'"{in_words}"@de')]
        if self._chance.random() < 0.1:
            place = self._chance.choice(self._places)
            self._name(place, " in ")
            said.append(("kg:saidAt", place.iri))
        return said

    def _words(self, source: list[tuple[str, str]]) -> Span:
        """Write what was said, now and then with a figure in it, and return where that stands."""
        start, end = self.draft.text.add(clause(self._chance))
        if self._chance.random() < 0.38:
            self.draft.text.add(", betroffen seien ")
            end = self._figure(source)
        return Span(start, end)

    def _figure_of_its_own(self) -> None:
        self.draft.text.add("Gezählt wurden ")
        self._figure([])
        self.draft.text.add(". ")

    def _figure(self, source: list[tuple[str, str]]) -> int:
        """Write and state a figure; return where its words end."""
        draft, chance = self.draft, self._chance
        place, concept = chance.choice(self._places), draft.describe(self._world.concepts.draw(chance))
        figure = number(concept, place, chance)
        iri = f"<{BASE}/estimate/{draft.key}-{len(self.counted)}>"
        span = draft.text.add(f"{figure.words()} {concept.unit or concept.name}")
        end = self._name(place, " in ").end
        as_of = self._published.isoformat()[:7] if chance.random() < 0.08 else ""
        draft.annotate(f"estimate-{len(self.counted)}", iri, DESCRIBING, span)
        draft.add(
            iri,
            ("rdf:type", term("kg:Estimate")),
            ("kg:counts", concept.iri),
            ("kg:location", place.iri),
            ("kg:qualifier", term(f"kg:{figure.qualifier}")),
            ("kg:reportedIn", draft.iri),
            ("kg:reviewStatus", term("kg:machine")),
            *([("schema:unitText", f'"{concept.unit}"')] if concept.unit else []),
            *([("kg:asOf", _date(as_of))] if as_of else []),
            *((name, literal(bound)) for name, bound in figure.stated().items()),
            *source,
        )
        self.counted.append(concept.iri)
        self._compare(iri, (concept.iri, place.iri, concept.unit), figure, source, as_of)
        return end

    def _compare(
        self,
        iri: str,
        subject: tuple[str, ...],
        figure: Number,
        source: list[tuple[str, str]],
        as_of: str,
    ) -> None:
        """Find out which earlier figures this one disputes; one with a date of its own is not compared."""
        period = period_of(self._published.isoformat())
        if as_of or period is None:
            return
        by = frozenset(actor for name, actor in source if name == "kg:estimatedBy") or frozenset(
            (self.draft.iri,)
        )
        for other in self._disputes.of(Figure(iri, subject, by, figure.interval(), period)):
            self.disputed.append((iri, other))


def _date(text: str) -> str:
    kind = ("xsd:gYear", "xsd:gYearMonth", "xsd:date")[text.count("-")]
    return f'"{text}"^^{term(kind)}'
