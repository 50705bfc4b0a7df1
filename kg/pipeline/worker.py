"""The program of an extraction worker: ``python -m kg.pipeline.worker DESCRIPTOR``.

The first message that it gets says how articles are read; each further one is an article.
"""

import traceback
from contextlib import suppress

from kg.errors import ExtractorError, KgError, UnsupportedInputError
from kg.extraction import MEBIBYTE, Extracted
from kg.extraction.messages import asked, reply
from kg.extractors import BUILT_IN, load_extractor
from kg.pipeline.articles import extract_article
from kg.store.quarantine import Submission
from kg.workers.messages import Message, receive_question, send_reply
from kg.workers.program import Resident, connected, limit_memory

# A process that has kept so much more than it began with is not fit for another article.
_MOST_KEPT = 256 * MEBIBYTE

# The first is read by all parts; the second has to be told from German by its letters.
_SAMPLES = (
    """28. Oktober 2024

Rund 10.000 Menschen sind nach Angaben der Polizei in Kursk auf die Straße gegangen. „Wir sind besorgt“, \
sagte Sprecherin Tomke Ravensteiner am Montag in Brüssel.""",
    "Some hundred people were in the streets.",
)


class Worker:
    """Makes graphs of articles.

    Args:
        settings: ``base`` and ``extractor``, see `kg.pipeline.articles.extract_article`; ``memory``, how many
            bytes an article may allocate, or None; ``warm_up``, whether to load everything before the first.
    """

    def __init__(self, settings: Message) -> None:
        self._base: str = settings["base"]
        self._extractor: str = settings["extractor"]
        self._memory: int | None = settings["memory"]
        self._resident = Resident()
        if settings["warm_up"]:
            self._warm_up()
        self._began_with = self._resident.now()
        limit_memory(self._memory)

    def answer(self, submission: Submission) -> tuple[Message, bytes]:
        """Return the reply to an article (`kg.extraction.messages`); in it, whether this process is fit."""
        try:
            extracted, is_done = extract_article(submission, self._base, self._extractor), True
        except MemoryError:
            extracted, is_done = self._too_large(submission), False
        except Exception as error:  # whatever it is, it costs this article alone
            traceback.print_exc()
            extracted, is_done = self._failed(submission, error), True
        head, body = reply(extracted)
        is_fit = is_done and (self._memory is None or self._resident.now() - self._began_with <= _MOST_KEPT)
        return head | {"fit": is_fit}, body

    def _warm_up(self) -> None:
        """Load what comes with the first article. One that is plugged in gets none that is made up."""
        if self._extractor == BUILT_IN:
            for text in _SAMPLES:
                extract_article(Submission(text.encode(), "text/plain", None, ""), self._base)
            return
        with suppress(KgError):  # which each article will tell
            load_extractor(self._extractor)

    def _too_large(self, submission: Submission) -> Extracted:
        problem = f"needs more than {(self._memory or 0) // MEBIBYTE} MiB of memory to be read"
        source = submission.name or "the request"
        return Extracted(None, UnsupportedInputError(source, problem, "Send it in parts."))

    def _failed(self, submission: Submission, error: Exception) -> Extracted:
        reason = f"{type(error).__name__}: {error}".rstrip(": .")
        source = submission.name or "the request"
        return Extracted(
            None, ExtractorError(f"The extractor {self._extractor!r} failed on {source}: {reason}.")
        )


def main() -> None:
    """Answer until the server closes the connection."""
    connection = connected()
    settings = receive_question(connection)
    if settings is None:
        return
    worker = Worker(settings)
    while (question := receive_question(connection)) is not None:
        head, body = worker.answer(asked(question))
        send_reply(connection, head, body)


if __name__ == "__main__":
    main()
