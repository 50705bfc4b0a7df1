"""Where a text names somebody: mentions, before it is settled who they are."""

from kg.language.bodies import groups, organizations
from kg.language.known_names import known_names
from kg.language.media import quoted_media
from kg.language.mention import Mention, Taken, without_genitive
from kg.language.persons import full_names, roles, surnames
from kg.language.tokens import Document


def find_mentions(document: Document) -> list[Mention]:
    """Return all mentions of actors in order of position.

    The recognisers go from the surest to the least sure; what one has taken, the next leaves alone.
    """
    found = []
    bearers: dict[str, Mention] = {}
    takens = []
    for number, sentence in enumerate(document.sentences):
        taken = Taken()
        for recognise in (known_names, quoted_media, full_names, organizations, groups, roles):
            recognise(sentence, number, taken)
        takens.append(taken)
        for mention in taken.mentions:
            if mention.kind == "Person" and not mention.weak and mention.last - mention.first > 1:
                bearers.setdefault(without_genitive(mention.text.split()[-1]), mention)
    for number, (sentence, taken) in enumerate(zip(document.sentences, takens, strict=True)):
        surnames(sentence, number, taken, bearers)
        found.extend(sorted(taken.mentions, key=lambda m: m.first))
    return found
