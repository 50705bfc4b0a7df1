"""Where a text names somebody: mentions, before it is settled who they are."""

from kg.language.names.acronyms import acronyms
from kg.language.names.bodies import groups, organizations
from kg.language.names.bylines import of_author
from kg.language.names.datelines import dateline
from kg.language.names.evident import evident_names, evident_words
from kg.language.names.governments import governments, regional_governments
from kg.language.names.known_names import known_names
from kg.language.names.media import quoted_media
from kg.language.names.mention import Evidence, Mention, Taken
from kg.language.names.named_bodies import bodies_named, named_again, named_bodies
from kg.language.names.persons import full_names
from kg.language.names.roles import roles
from kg.language.names.surnames import Bearers, surnames
from kg.language.text.tokens import Document

_RECOGNISERS = (
    quoted_media,
    known_names,
    governments,
    named_bodies,
    full_names,
    organizations,
    acronyms,
    evident_names,
    groups,
    roles,
)


def find_mentions(document: Document, evidence: tuple[tuple[Evidence, ...], ...]) -> list[Mention]:
    """Return all mentions of actors in order of position; `evidence` is the model's, sentence by sentence.

    The recognisers go from the surest to the least sure; what one has taken, the next leaves alone.
    """
    bearers = Bearers()
    takens = []
    authors = of_author(document)
    for number, sentence in enumerate(document.sentences):
        taken = _opening(document, number)
        taken.evidence = evidence[number]
        if number in authors:
            taken.tokens.update(range(len(sentence.tokens)))
        for recognise in _RECOGNISERS:
            recognise(sentence, number, taken)
        takens.append(taken)
        for mention in taken.mentions:
            if mention.kind == "Person" and not mention.weak and mention.last - mention.first > 1:
                bearers.add(mention)
    bodies = bodies_named(m for taken in takens for m in taken.mentions)
    found = []
    for number, (sentence, taken) in enumerate(zip(document.sentences, takens, strict=True)):
        named_again(sentence, number, taken, bodies)
        surnames(sentence, number, taken, bearers)
        evident_words(sentence, number, taken)
        found.extend(sorted(taken.mentions, key=lambda m: m.first))
    return regional_governments(found)


def _opening(document: Document, number: int) -> Taken:
    """Take the tokens of a dateline, but for its agencies."""
    taken = Taken()
    opening = dateline(document, number)
    if opening is not None:
        taken.tokens.update(range(opening.last))
        for i, span, known in opening.agencies:
            text = document.words(span)
            taken.mentions.append(Mention(number, i, i + 1, span, text, known.type, known=known))
    return taken
