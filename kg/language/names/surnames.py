"""Surnames that stand alone, and whose they are."""

from dataclasses import replace

from kg.language.names.mention import Mention, Taken, make_mention, with_apostrophe, without_genitive
from kg.language.names.roles import role_before
from kg.language.text.tokens import Sentence

_FUNCTION_WORDS = frozenset(
    ["ART", "APPR", "APPRART", "PPER", "KOUS", "KON", "PDS", "PIS", "PIAT", "PPOSAT", "PWAV", "PWS", "CARD"]
)


class Bearers:
    """The persons named in full in an article, by surname."""

    def __init__(self) -> None:
        self._named: dict[str, list[Mention]] = {}

    def add(self, mention: Mention) -> None:
        """Remember a full name."""
        name = (mention.full_name or mention.text).split()
        surname = name[-1] if mention.full_name else without_genitive(name[-1])
        self._named.setdefault(_plain(surname), []).append(mention)

    def have(self, surname: str) -> bool:
        """Whether anybody bears a surname, or the one that it is the genitive of."""
        return any(_plain(name) in self._named for name in (surname, without_genitive(surname)))

    def of(self, surname: str, mention: Mention) -> Mention | None:
        """Return whom a surname means: whom the title fits, else who was named last before it."""
        fitting = [
            m
            for m in self._named.get(_plain(surname), ())
            if mention.feminine is None or m.feminine is None or m.feminine == mention.feminine
        ]
        played = [m for m in fitting if mention.role and m.role and m.role.endswith(mention.role)]
        before = [m for m in played or fitting if m.span < mention.span]
        return before[-1] if before else next(iter(fitting), None)


def surnames(sentence: Sentence, number: int, taken: Taken, bearers: Bearers) -> None:
    """Add surnames that stand alone, and let "Frau Hollweg" be the Karin Hollweg named before."""
    tokens = sentence.tokens
    for k, mention in enumerate(taken.mentions):
        if mention.kind == "Person" and mention.last - mention.first == 1 and mention.known is None:
            full = None if mention.weak else _bearer(bearers, mention.full_name or mention.text, mention)
            taken.mentions[k] = _borne(mention, full) if full is not None else mention
    for i, token in enumerate(tokens):
        if i in taken.tokens or not token.text[0].isalpha() or (i == 0 and token.tag in _FUNCTION_WORDS):
            continue
        if not bearers.have(token.text):
            continue
        last = with_apostrophe(tokens, i + 1)
        mention = make_mention(sentence, number, i, last, "Person")
        role, feminine = role_before(tokens, i)
        mention = replace(mention, role=role, feminine=feminine)
        full = _bearer(bearers, token.text, mention)
        if full is not None:
            taken.add(_borne(mention, full))


def _bearer(bearers: Bearers, surname: str, mention: Mention) -> Mention | None:
    return bearers.of(surname, mention) or bearers.of(without_genitive(surname), mention)


def _plain(surname: str) -> str:
    """Return a surname with the one apostrophe that keyboards have: "O’Dwyer" is "O'Dwyer"."""
    return surname.replace("’", "'")


def _borne(mention: Mention, full: Mention) -> Mention:
    """Return a surname's mention as one of the person whose full name is known."""
    name = full.full_name or full.text
    return replace(mention, known=full.known, feminine=full.feminine, full_name=name)
