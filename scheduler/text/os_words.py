"""Why the machine did not read or write a file, in words that can be said in Dutch too."""

from __future__ import annotations

import errno

from scheduler.text.sentence import Phrase, Sentence

_WORDS = {
    errno.EACCES: Sentence("Permission denied"),
    errno.EPERM: Sentence("Operation not permitted"),
    errno.ENOENT: Sentence("No such file or directory"),
    errno.EEXIST: Sentence("File exists"),
    errno.EISDIR: Sentence("Is a directory"),
    errno.ENOTDIR: Sentence("Not a directory"),
    errno.ENOSPC: Sentence("No space left on device"),
    errno.EROFS: Sentence("Read-only file system"),
    errno.EBUSY: Sentence("Device or resource busy"),
    errno.ENAMETOOLONG: Sentence("File name too long"),
    errno.ELOOP: Sentence("Too many levels of symbolic links"),
    errno.EIO: Sentence("Input/output error"),
    errno.ETXTBSY: Sentence("Text file busy"),
    errno.EADDRINUSE: Sentence("Address already in use"),
    errno.EADDRNOTAVAIL: Sentence("Cannot assign requested address"),
}


def os_reason(error: OSError | ValueError) -> Phrase:
    """What went wrong. A ValueError: there is a NUL in the path.

    >>> os_reason(PermissionError(13, "Permission denied"))
    'Permission denied'
    """
    words = getattr(error, "strerror", None) or str(error)
    if isinstance(words, Phrase):  # our own
        return words
    known = _WORDS.get(getattr(error, "errno", None) or 0)
    return known if known is not None and known == words else Sentence("{words}", words=words)
