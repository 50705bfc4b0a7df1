"""From mentions to actors: which words name the same one, and which known one it is."""

from itertools import pairwise

from kg.keys import slug
from kg.language.extraction import Actor
from kg.language.lexicon import table, words
from kg.language.names.bodies import is_institution
from kg.language.names.mention import Kind, Mention
from kg.language.names.nominative import nominative, without_case
from kg.language.names.references import is_specific, plays, referent
from kg.language.names.sources import Source
from kg.language.names.transliteration import common_spelling
from kg.language.text.tokens import Document


class Register:
    """The actors of one article, filled mention by mention; knows whom "er" or "die Ministerin" can mean."""

    def __init__(self, document: Document, mentions: list[Mention]) -> None:
        self._document = document
        self._mentions = mentions
        self._members: dict[str, list[Mention]] = {}
        self._of: dict[Mention, str] = {}
        self._by_name: dict[tuple[Kind, str], str] = {}
        self._named: dict[str, bool] = {}
        self._strong = [m for m in mentions if not m.weak]
        self._acronyms: dict[str, str] = {}
        for before, mention in pairwise([None, *self._strong]):
            key = self.add(mention) if mention else ""
            if before and mention and self._abbreviates(mention, before):
                self._forget(key)
                self._acronyms[key] = self.add(before)
                self._also(self._acronyms[key], mention)
        for mention in mentions:
            named = referent(document, mention, self._strong) if mention.weak else None
            if named is not None:
                self._also(self.add(named), mention)

    def add(self, mention: Mention) -> str:
        """Register a mention and return its actor's id."""
        key, named = self._key(mention)
        if key not in self._members:
            self._members[key] = []
            self._by_name.setdefault((mention.kind, _compared(mention.kind, nominative(mention))), key)
        if mention not in self._of:
            self._members[key].append(mention)
            self._of[mention] = key
        self._named[key] = named
        return key

    def _forget(self, key: str) -> None:
        """Undo the registration of an actor with one mention."""
        [mention] = self._members.pop(key)
        del self._of[mention]
        self._by_name = {name: other for name, other in self._by_name.items() if other != key}

    def resolve(self, source: Source, last_speaker: str | None) -> str | None:
        """Return the actor that a source names, None if it stays open; `last_speaker` spoke before."""
        if source.mention is not None:
            weak = source.mention.weak
            return (self._by_role(source.mention, last_speaker) if weak else None) or self.add(source.mention)
        return self._by_pronoun(source, last_speaker)

    def kind(self, actor: str) -> str:
        """Return the type of a registered actor."""
        return self._members[actor][0].kind

    def actors(self) -> tuple[Actor, ...]:
        """Return all actors in order of first mention."""
        for mention in self._mentions:
            if mention.weak and mention.kind == "Group":
                self._join_group(mention)
            elif mention not in self._of and self._is_somebody(mention):
                self._by_role(mention, None) or self.add(mention)
        built = [self._actor(key, members) for key, members in self._members.items()]
        return tuple(sorted(built, key=lambda a: a.mentions))

    def _join_group(self, mention: Mention) -> None:
        """Let "die Helfer" be the "örtliche Helfer" of the article."""
        noun = nominative(mention).split()[-1]
        for key, members in self._members.items():
            if members[0].kind == "Group" and nominative(members[0]).split()[-1] == noun:
                modified = mention.last - mention.first > 1 and nominative(mention) != nominative(members[0])
                if not modified and mention not in members:
                    self._also(key, mention)
                return

    def _actor(self, key: str, members: list[Mention]) -> Actor:
        spans = sorted({m.span for m in members if m.sentence >= 0} or {m.span for m in members})
        named = [m for m in members if not m.weak] or members
        known = next((m.known for m in members if m.known), None)
        role = next((m.role for m in members if m.role), None)
        name = known.name if known else max((nominative(m) for m in named), key=len)
        return Actor(key, named[0].kind, name, tuple(spans), role, self._named[key], known)

    def _key(self, mention: Mention) -> tuple[str, bool]:
        if mention.known is not None:
            return mention.known.key, True
        taken_up = self._of.get(mention)
        if taken_up is not None:
            return taken_up, self._named[taken_up]
        full = nominative(self._fuller(mention))
        name = self._acronyms.get(slug(full), slug(full))
        named = not mention.weak and mention.kind != "Group"
        same = self._by_name.get((mention.kind, name)) or self._by_name.get(
            (mention.kind, _compared(mention.kind, full))
        )
        return (same, self._named[same]) if same is not None else (name, named)

    def _abbreviates(self, mention: Mention, before: Mention) -> bool:
        """Whether a mention is the acronym in brackets behind a body's name, and named here first."""
        adjacent = mention.sentence == before.sentence and mention.first == before.last + 1
        bodies = mention.kind == before.kind == "Organization" and mention.known is None
        tokens = self._document.sentences[mention.sentence].tokens
        opened = adjacent and tokens[before.last].text == "("
        return opened and bodies and len(self._members.get(slug(mention.text), ())) == 1

    def _fuller(self, mention: Mention) -> Mention:
        """Return the mention of "Gesundheitsamt Gera" for "Gesundheitsamt"."""
        if mention.kind != "Organization" or mention.last - mention.first > 1:
            return mention
        noun = without_case(mention.text)
        longer = [m for m in self._strong if m.kind == "Organization" and m.last - m.first > 1]
        same = next((m for m in longer if m.text.startswith(noun + " ")), None)
        if same is not None or not is_institution(noun):
            return same or mention
        ending = tuple(
            m for m in longer if m.span < mention.span and m.text.split()[0].endswith(noun.lower())
        )
        return ending[-1] if len({m.text for m in ending}) == 1 else mention

    def _by_role(self, mention: Mention, last_speaker: str | None) -> str | None:
        """Resolve "die Ministerin", "das Amt", "der Niederländer" to somebody named before."""
        if not mention.definite and mention.kind == "Person":
            return None
        if mention in self._of:
            return self._of[mention]
        noun = mention.text.split()[-1].lower() if mention.kind == "Person" else mention.text.lower()
        earlier = [m for m in self._strong if m.span < mention.span]
        if mention.kind == "State":
            state = self._governed(earlier)
            return self._also(state, mention) if state is not None else None
        for candidate in reversed(earlier):
            if candidate.kind == mention.kind and plays(candidate, noun):
                return self._also(self.add(candidate), mention)
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
            and mention.last - mention.first == 1
            and not self._has_attribute(mention)
            and self._fits(last_speaker, self._is_feminine(mention))
        ):
            return self._also(last_speaker, mention)
        return None

    def _is_somebody(self, mention: Mention) -> bool:
        """Whether a role or body is an actor though it is silent; "das Land" may be a state named before."""
        country = mention.text == "Land" and any(
            m.kind == "State" and m.span < mention.span for m in self._strong
        )
        return not country and is_specific(self._document, mention)

    def _governed(self, earlier: list[Mention]) -> str | None:
        """Return the state whose government or, failing that, which alone was named: "die Regierung"."""
        states = [m for m in earlier if m.kind == "State"]
        governments = [m for m in states if words("demonyms", "government", "nouns") & set(m.text.split())]
        named = {self.add(m) for m in governments[-1:] or states}
        return named.pop() if len(named) == 1 else None

    def _has_attribute(self, mention: Mention) -> bool:
        """Whether a genitive says whose role it is ("der Bruder einer Geisel"): then it takes up nobody."""
        if mention.sentence < 0:
            return False
        tokens = self._document.sentences[mention.sentence].tokens
        return mention.last < len(tokens) and tokens[mention.last].text in ("des", "der", "eines", "einer")

    def _is_feminine(self, mention: Mention) -> bool | None:
        """Return what the article says of the sex of whom a role names; None without one."""
        if mention.sentence < 0 or mention.first == 0:
            return None
        article = self._document.sentences[mention.sentence].tokens[mention.first - 1].text.lower()
        return {"die": True, "der": False}.get(article)

    def _also(self, key: str, mention: Mention) -> str:
        if mention.sentence >= 0 and self._of.get(mention) != key:
            self._members[key].append(mention)
            self._of.setdefault(mention, key)
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

    def _fits(self, actor: str, feminine: bool | None) -> bool:
        """Whether an actor is a person and not known to be of the other sex."""
        known = [m.feminine for m in self._members[actor] if m.feminine is not None]
        return self.kind(actor) == "Person" and (feminine is None or not known or known[0] == feminine)


def _compared(kind: Kind, name: str) -> str:
    """Return what two names of one actor have in common, whichever way a person's is transliterated."""
    return slug(common_spelling(name)) if kind == "Person" else slug(name)
