"""Standard output and stderr that may be closed, full or no longer read: the command goes on and ends as it should."""

from __future__ import annotations

import io
import os
import sys
import time
from typing import Any, TextIO

from scheduler.text.os_words import os_reason
from scheduler.text.sentence import NOTHING, Sentence


class Outlet(io.RawIOBase):
    """Bytes on their way out of the process. `lost`: why some of them did not arrive.

    It stays empty where whoever reads us has read enough. `raw` None: the stream was closed before we began.
    """

    def __init__(self, raw: io.RawIOBase | None) -> None:
        self.raw = raw
        self.lost: str = NOTHING

    def write(self, data: Any) -> int:
        left = memoryview(data).cast("B")
        size = len(left)
        try:
            while left and not self.lost:
                if self.raw is None:
                    self.lost = Sentence("it is closed")
                elif number := self.raw.write(left):
                    left = left[number:]
                else:
                    time.sleep(0.01)  # a pipe that does not wait for its reader, so we do
        except BrokenPipeError:
            pass
        except OSError as error:
            self.lost = os_reason(error) if error.strerror else Sentence("it cannot be written")
        return size

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        if self.raw is None:
            raise io.UnsupportedOperation("fileno")
        return self.raw.fileno()

    def isatty(self) -> bool:
        return self.raw is not None and self.raw.isatty()


def open_outlets() -> tuple[Outlet, Outlet] | None:
    """Puts outlets behind stdout and stderr; None where these are no streams of the process, as in a test."""
    if sys.stdout is not sys.__stdout__ or sys.stderr is not sys.__stderr__:
        return None
    while (descriptor := os.open(os.devnull, os.O_RDWR)) <= 2:
        pass  # else the next file that is opened would be what the libraries print to
    os.close(descriptor)
    out, error = Outlet(_raw(sys.stdout)), Outlet(_raw(sys.stderr))
    sys.stdout, sys.stderr = _text(out, by_line=out.isatty()), _text(error, by_line=True)
    return out, error


def _raw(stream: TextIO | None) -> io.RawIOBase | None:
    buffer = getattr(stream, "buffer", None)
    return getattr(buffer, "raw", buffer)  # with PYTHONUNBUFFERED there is nothing between


def _text(outlet: Outlet, *, by_line: bool) -> TextIO:
    """In UTF-8, also where the locale or Windows would have another."""
    buffer = io.BufferedWriter(outlet)
    return io.TextIOWrapper(buffer, encoding="utf-8", errors="replace", line_buffering=by_line)
