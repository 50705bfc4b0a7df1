"""The one tree of errors of the package.

A violation of the shapes is a result (`kg.validation.Report`), never an exception: exceptions are for
broken input and broken machinery. Each message is one sentence for a person, naming the thing at fault
(a file, an option, a graph) and what to do about it. Nothing here knows HTTP or exit codes; `kg.cli`
and `server.problems` translate.
"""


class KgError(Exception):
    """Base of every error that the package raises on purpose."""


class InputError(KgError):
    """What the user handed in cannot be used.

    Args:
        source: the file name, IRI or "standard input" that is at fault.
        problem: what is wrong with it, as a clause ("is not UTF-8 text").
        remedy: what the user can do, as a sentence; may be empty.
    """

    def __init__(self, source: str, problem: str, remedy: str = "") -> None:
        super().__init__(f"{source}: {problem}." + (f" {remedy}" if remedy else ""))
        self.source = source
        self.problem = problem
        self.remedy = remedy


class UnreadableInputError(InputError):
    """The bytes cannot be read as what they are said to be: missing, binary, broken syntax."""


class UnsupportedInputError(InputError):
    """Readable, but not something this program handles: unknown suffix, another language, no prose."""


class ForbiddenError(KgError):
    """What is asked for is not allowed here: something from the network, or to change what is derived."""


class ReviewError(ForbiddenError):
    """A decision about a fact by somebody whose token is not good for that."""


class RetractedError(KgError):
    """Something was sent again that was withdrawn.

    Args:
        graph: its name.
    """

    def __init__(self, graph: str) -> None:
        remedy = f"It stays withdrawn until somebody brings it back: kg history restore {graph}"
        super().__init__(f"{graph} was withdrawn. {remedy}")


class PreconditionError(KgError):
    """What the sender knew of a graph is not so any more (RFC 9110, section 13.1)."""


class ForeignContextError(UnsupportedInputError, ForbiddenError):
    """A JSON-LD document whose context would have to be fetched."""


class UnknownError(InputError):
    """What the user names is not there."""


class TooLargeError(InputError):
    """The input exceeds a limit on size."""


class QueryError(KgError):
    """A SPARQL query or update that cannot be parsed or evaluated."""


class EvaluationError(QueryError):
    """A query or update that can be parsed, but not be evaluated."""


class RemoteError(EvaluationError):
    """Another server, which was asked for a part of it, does not give what it should."""


class StoreError(KgError):
    """The store cannot do what is asked: locked by another process, damaged, or the disk is full."""


class StoreFullError(StoreError):
    """There is too little room on the disk for what is to be written."""


class StoreInUseError(StoreError):
    """Another process has the store open.

    Args:
        what: which store, and which process, as a sentence.
        remedy: what can be done about it, as a sentence.
    """

    def __init__(self, what: str, remedy: str) -> None:
        super().__init__(f"{what} {remedy}")
        self.what = what


class ShapesError(KgError):
    """A shapes graph that is ill-formed, or of which something cannot be evaluated."""


class ExtractorError(KgError):
    """An extractor that is plugged in is not installed, fails, or returns what is no extraction."""


class StoppedError(KgError):
    """Something that was given up though nothing may be wrong with it; `outcome` is a word for why."""

    outcome = "stopped"


class QueryStoppedError(StoppedError):
    """A query or an update that was given up."""


class ExtractionStoppedError(StoppedError):
    """The reading of an article that was given up.

    Args:
        message: why, and what can be done.
        outcome: a word for why.
    """

    def __init__(self, message: str, outcome: str) -> None:
        super().__init__(message)
        self.outcome = outcome
