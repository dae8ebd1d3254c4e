"""Drafts: whatever somebody is called, a mail goes to one address, has one subject and a safe name."""

from __future__ import annotations

from email import message_from_bytes, policy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scheduler.conference.conference import Person
from scheduler.publishing.mailing import drafts
from scheduler.publishing.mailing.drafts import DraftUnfit, _read_again, _written
from scheduler.publishing.mailing.letters import Letter

CALENDAR = (
    b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y//EN\r\nBEGIN:VEVENT\r\nUID:1@x\r\nDTSTAMP:20260301T120000Z\r\n"
    b"DTSTART:20260313T100000Z\r\nSUMMARY:Europa\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
)


def letter(
    name: str = "Anna", email: str = "anna@ede.example", text: str = "Beste Anna,", subject: str = "Dag"
) -> Letter:
    return Letter(Person(name=name), email, subject, "", (), (), "", "", "", text)


@given(st.text(min_size=1, max_size=60), st.text(max_size=60))
def test_no_name_and_no_title_puts_a_header_into_a_mail(name: str, title: str) -> None:
    evil = f"{name}\r\nBcc: all@evil.example\n\n{title}"
    (draft,) = drafts([(letter(evil, subject=evil), CALENDAR)])
    message = message_from_bytes(draft.data, policy=policy.default)
    assert message.keys() == ["X-Unsent", "To", "Subject", "MIME-Version", "Content-Type"]
    assert [address.addr_spec for address in message["To"].addresses] == ["anna@ede.example"]
    assert draft.file.replace("-", "").replace(".eml", "").isascii()
    assert not set(draft.file) & set('/\\:*?"<>| ')


def test_people_whose_names_are_written_alike_have_files_of_their_own() -> None:
    people = ("Anna Vos", "anna  vos", "Änna Vos", "CON", "王")
    files = [draft.file for draft in drafts((letter(name), None) for name in people)]
    assert files == ["anna-vos.eml", "anna-vos-2.eml", "anna-vos-3.eml", "person-con.eml", "person.eml"]


def test_who_has_no_address_has_no_draft() -> None:
    assert list(drafts([(letter(email=""), CALENDAR)])) == []


@pytest.mark.parametrize(
    "address", ["anna+dag@ede.example", "o'neill@ede.example", "anna@gemeenteën.example", "rené@ede.example"]
)
def test_every_address_comes_out_as_it_is(address: str) -> None:
    (draft,) = drafts([(letter(email=address), None)])
    (to,) = message_from_bytes(draft.data, policy=policy.default)["To"].addresses
    assert to.addr_spec.encode("utf-8", "surrogateescape").decode() == address.replace(
        "gemeenteën", "xn--gemeenten-24a"
    )


def test_lines_that_mail_programs_would_take_for_quotes_come_out_as_they_are() -> None:
    text = "Beste Anna,\n\n> 10.00 Europa\nFrom here on\n  ingesprongen – één"
    (draft,) = drafts([(letter(text=text), None)])
    found = message_from_bytes(draft.data, policy=policy.default).get_content()
    assert found.splitlines()[2:5] == [" > 10.00 Europa", " From here on", "   ingesprongen – één"]  # RFC 3676, 4.4


def test_a_mail_that_reads_otherwise_is_never_given() -> None:
    one = letter()
    good = _written(one, CALENDAR, "anna")
    _read_again(one, CALENDAR, good)
    for bad in (
        good.replace(b"anna@ede", b"bob@oss"),
        good.replace(b"Beste", b"Lieve"),
        good.replace(b"QkVHSU46", b"QkVHSU47"),
        good.replace(b"X-Unsent: 1\r\n", b"X-Unsent: 1\r\nTo: eve@evil.example\r\n"),
    ):
        with pytest.raises(DraftUnfit):
            _read_again(one, CALENDAR, bad)
    with pytest.raises(DraftUnfit):
        list(drafts([(one, CALENDAR.replace(b"DTSTART:20260313T100000Z", b"DTSTART:morgen"))]))
