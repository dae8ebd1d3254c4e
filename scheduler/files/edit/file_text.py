"""The text of a file as it stands, with its encoding and its line breaks, so that it can be written back as it was."""

from __future__ import annotations

from dataclasses import dataclass, replace

from scheduler.files.decode import CONTROL, MARKS, decode, from_windows
from scheduler.files.yaml_nodes import BLANKS
from scheduler.text.sentence import Phrase, Sentence


class EditRefused(Exception):
    """An edit that would not have said exactly what was meant. The text is as it was; the message says why."""

    def __init__(self, sentence: Phrase) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def not_in_the_file(thing: object) -> EditRefused:
    """What is said where an entry is looked for in vain."""
    return EditRefused(Sentence("{thing} is not in the file.", thing=thing))


def cannot_be_written(field: str, thing: object) -> EditRefused:
    """What is said of a change for which a day file has no words here."""
    return EditRefused(Sentence("{field} of {thing} cannot be written.", field=field, thing=thing))


@dataclass(frozen=True)
class FileText:
    r"""A file in memory. `text` has the line breaks of the file (`\r\n` too) and not its byte order mark.

    >>> FileText.of("Café\r\n".encode("cp1252"), "day.yaml").data
    b'Caf\xe9\r\n'
    """

    name: str
    text: str
    encoding: str = "utf-8"
    mark: bytes = b""

    @classmethod
    def of(cls, data: bytes, name: str) -> FileText:
        """The text of these bytes. Raises Faults for what is no text."""
        decode(data, name)
        mark, encoding = next(((m, e) for m, e in MARKS if data.startswith(m)), (b"", "utf-8"))
        body = data[len(mark) :]
        try:
            return cls(name, body.decode(encoding), encoding, mark)
        except UnicodeDecodeError:
            return cls(name, from_windows(body), "cp1252", mark)

    @property
    def data(self) -> bytes:
        """The bytes to write. Raises EditRefused for a letter that the encoding of the file does not have."""
        if self.encoding != "cp1252":
            return self.mark + self.text.encode(self.encoding)
        try:
            return self.mark + b"".join(_byte(letter) for letter in self.text)
        except UnicodeEncodeError as error:
            letter = error.object[error.start]
            raise EditRefused(
                Sentence(
                    '{file} is in Windows-1252, which has no "{letter}". Save it as UTF-8 first, then try again.',
                    file=self.name,
                    letter=letter,
                )
            ) from None

    @property
    def cleaned(self) -> str:
        """The same text, letter for letter, without what YAML does not bear; reading it gives the same values."""
        return BLANKS.sub(lambda run: " " * len(run[0]), CONTROL.sub(" ", self.text))

    @property
    def line_break(self) -> str:
        r"""What ends its first line; `\n` where it has but one."""
        first = self.text.find("\n")
        if first < 0:
            return "\r" if "\r" in self.text else "\n"
        return "\r\n" if first and self.text[first - 1] == "\r" else "\n"

    def read(self) -> str:
        """The text as our reader has it. Raises EditRefused and Faults."""
        return decode(self.data, self.name)[0]

    def with_text(self, text: str) -> FileText:
        return replace(self, text=text)


def _byte(letter: str) -> bytes:
    """The five letters that Windows-1252 does not have were read as Latin-1."""
    return bytes([ord(letter)]) if "\x7f" < letter < "\xa0" else letter.encode("cp1252")
