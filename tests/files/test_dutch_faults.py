"""Faults in Dutch, whole, as a secretary reads them: a day with twenty, files that cannot be read, and remarks."""

from __future__ import annotations

import textwrap
from pathlib import Path

import pytest

from scheduler.files import Faults, read, read_programme
from scheduler.text.language import Language

DUTCH = Language.of("nl")
DAY = """\
titel: Netwerkdag
taal: nl
datum: 31-02-2023
openingstijden: 9.30-17.00
rondes: [10.00-11.00, 10.45-11.45]
zalen:
  - {naam: Zaal 1, capicateit: 40}
  - {naam: Zaal 1, capaciteit: veertig}
groepen:
  - {naam: Fysiek, soort: pijler}
  - {naam: Woningmarkt, pijler: Fysiek, voorzitter: Anna de Vreis}
  - {naam: Europa, pijler: Woningmarkt}
bijeenkomsten:
  - {titel: Opening, soort: plenaire, om: half elf}
  - {titel: Woningmarkt, groep: Wonigmarkt, zaal: Zaal 9}
  - {titel: Lunch, soort: pauze, om: 8.00, link: www.g40.nl}
  - {titel: Lunch, soort: pauze}
  - {titel: Gesprek, sprekers: "Anna de Vries, Bob de Boer"}
  - {titel: Verplaatst, gaat_naar: Lunsj}
regels:
  zaal_is_opn: uit
  groepen_niet_tegelijk: soms
"""
PEOPLE = """\
naam;gemeente;lid;Woningmarkt
Anna de Vries;Haarlem;Woningmarkt;
Bob de Boer;Delft;;voorziter
Carla Smit;Ede;;lid;extra
"""
TWENTY = """\
day.yaml:3: datum: "31-02-2023" is geen datum; februari 2023 heeft 28 dagen.
day.yaml:5: rondes: 10.45–11.45 overlapt met ronde 1 (10.00–11.00).
day.yaml:7: zalen › Zaal 1 › capicateit: "capicateit" kent netday hier niet. Bedoelde u
    "capaciteit"?
day.yaml:8: zalen › Zaal 1 › capaciteit: moet een heel getal van 0 of meer zijn; er staat "veertig".
day.yaml:8: zalen › Zaal 1 › naam: Er is al een zaal met de naam "Zaal 1" (regel 7); kies hier een
    andere naam.
day.yaml:11: groepen › Woningmarkt › voorzitter: Er is niemand met de naam "Anna de Vreis". Bedoelde
    u "Anna de Vries"?
day.yaml:12: groepen › Europa › pijler: "Woningmarkt" is een groep, maar geen pijler; zet er soort:
    pijler bij.
day.yaml:14: bijeenkomsten › Opening › om: "half elf" is geen tijd; schrijf 10.30 of 22.30.
day.yaml:14: bijeenkomsten › Opening › soort: "plenaire" is geen soort onderdeel. Bedoelde u
    "plenair"?
day.yaml:15: bijeenkomsten › Woningmarkt › groep: Er is geen groep "Wonigmarkt". Bedoelde u
    "Woningmarkt"?
day.yaml:15: bijeenkomsten › Woningmarkt › zaal: Er is geen zaal "Zaal 9". Bedoelde u "Zaal 1"?
day.yaml:16: bijeenkomsten › Lunch › link: "www.g40.nl" is geen link; die begint met https://,
    http:// of mailto:.
day.yaml:16: bijeenkomsten › Lunch › om: 8.00–9.00 valt buiten de openingstijden 9.30–17.00.
day.yaml:17: bijeenkomsten › Lunch › titel: Er is al een onderdeel met de naam "Lunch" (regel 16);
    kies hier een andere naam.
day.yaml:18: bijeenkomsten › Gesprek › sprekers: Er is geen persoon "Anna de Vries, Bob de Boer",
    maar wel Anna de Vries en Bob de Boer. Zet ze tussen vierkante haken: [Anna de Vries, Bob de
    Boer].
day.yaml:19: bijeenkomsten › Verplaatst › gaat_naar: Er is geen onderdeel "Lunsj". Bedoelde u
    "Lunch"?
day.yaml:21: regels › zaal_is_opn: "zaal_is_opn" is geen regel. Bedoelde u "zaal_is_open"?
day.yaml:22: regels › groepen_niet_tegelijk: moet uit, hard, een gewicht (een heel getal vanaf 1) of
    sleutels met waarden zijn; er staat "soms".
people.csv:3: Bob de Boer › Woningmarkt: "voorziter" is geen rol. Bedoelde u "voorzitter"?
people.csv:4: Carla Smit: "extra" staat achter de laatste kolom. Is een cel links ervan in tweeën
    geknipt? Zet die tussen aanhalingstekens.
"""


def faults(folder: Path, day: str, people: str = "", programme: str = "") -> Faults:
    (folder / "day.yaml").write_text(day, "utf-8")
    if people:
        (folder / "people.csv").write_text(people, "utf-8")
    (folder / "programma.yaml").write_text(programme, "utf-8")
    with pytest.raises(Faults) as caught:
        read_programme(folder / "programma.yaml", read(folder))
    return caught.value


def in_dutch(found: Faults) -> str:
    """All of them, each in lines of at most 100 letters."""
    lines = [fault.text.into(DUTCH) for fault in found.faults]
    return "".join(f"{folded(line)}\n" for line in lines)


def folded(line: str) -> str:
    return textwrap.fill(line, 100, subsequent_indent="    ", break_long_words=False, break_on_hyphens=False)


def test_twenty_faults_of_a_dutch_day_read_as_a_secretary_would_write_them(tmp_path: Path) -> None:
    found = faults(tmp_path, DAY, PEOPLE)
    assert (in_dutch(found), len(found.faults), found.language) == (TWENTY, 20, "nl")


START = "titel: Netwerkdag\ndatum: 10-02-2023\n"
BROKEN = {
    "a colon": (
        "titel: Netwerkdag: vrijdag\n",
        (
            "day.yaml:1: Hier kan geen dubbelepunt staan; zet een tekst met een dubbelepunt tussen "
            "aanhalingstekens, en let op het inspringen."
        ),
    ),
    "an open quote": (
        'titel: "Netwerkdag\ndatum: 10-02-2023\n',
        "day.yaml:1: Hier begint een aanhalingsteken dat niet wordt gesloten.",
    ),
    "an apostrophe": (
        START + "plaats: 's-Gravenhage\n",
        (
            "day.yaml:3: Hier begint een aanhalingsteken dat niet wordt gesloten. Is het een apostrof? Zet "
            'er dubbele aanhalingstekens omheen: "\'s-Gravenhage".'
        ),
    ),
    "a tab": (
        "titel: Netwerkdag\nzalen:\n\t- Zaal 1\n",
        "day.yaml:3: Hier staat een tab; spring in met spaties.",
    ),
    "a remark": (
        "titel: Netwerkdag #3\ndatum: 10-02-2023\n",
        (
            'day.yaml:1: "#3" telt als opmerking en valt weg uit "Netwerkdag". Hoort het erbij? Zet dan '
            'alles tussen aanhalingstekens: "Netwerkdag #3". Hoort het er niet bij, zet de opmerking dan op '
            "een eigen regel."
        ),
    ),
    "a comma": (
        START + "groepen:\n  - {naam: Zorg, Jeugd en Onderwijs}\n",
        (
            'day.yaml:4: "Jeugd en Onderwijs" staat er zonder dubbelepunt en waarde en telt dus niet mee. '
            'Hoort het bij "naam"? Zet dat dan tussen aanhalingstekens: naam: "Zorg, Jeugd en Onderwijs".'
        ),
    ),
    "no blank": (
        "titel:Netwerkdag\ndatum: 10-02-2023\n",
        "day.yaml:1: Achter de dubbelepunt ontbreekt een spatie; schrijf titel: Netwerkdag",
    ),
    "an open bracket": (
        START + "zalen: [Zaal 1, Zaal 2\n",
        "day.yaml:3: Hier begint een haakje dat niet wordt gesloten, of er ontbreekt een komma.",
    ),
    "indentation": (
        START + "zalen:\n  - naam: Zaal 1\n   capaciteit: 4\n",
        (
            "day.yaml:5: Deze regel springt anders in dan de regels erboven; sleutels die bij elkaar horen, "
            "beginnen even ver van de kantlijn."
        ),
    ),
    "twice": (
        START + "zalen: [Zaal 1]\nzalen: [Zaal 2]\n",
        'day.yaml:4: "zalen" staat al op regel 3; een sleutel kan hier maar één keer staan.',
    ),
    "a star": (
        START + "zalen: [*Aula]\n",
        'day.yaml:3: Een waarde kan niet met * beginnen; zet die tussen aanhalingstekens: "*Aula".',
    ),
    "nothing": (
        "",
        "day.yaml: Het bestand is leeg.",
    ),
}


@pytest.mark.parametrize("case", BROKEN)
def test_a_day_that_is_no_yaml_is_told_in_dutch_what_to_mend(tmp_path: Path, case: str) -> None:
    text, expected = BROKEN[case]
    assert in_dutch(faults(tmp_path, text)) == f"{folded(expected)}\n"


TABLES = {
    "no name": (
        "voornaam;gemeente\nAnna;Ede\n",
        'people.csv:1: Er is geen kolom "naam" (of "name"); de kolommen zijn "voornaam" en "gemeente".',
    ),
    "one cell": (
        'naam,gemeente\n"Anna,Ede"\n',
        (
            "people.csv:2: Anna,Ede: De hele rij staat in één cel, tussen aanhalingstekens: een tabel met "
            "komma's is geopend in een Excel dat een ander teken verwacht, en weer opgeslagen. Neem de lijst "
            "van daarvoor; open die in Excel met Gegevens, Van tekst/CSV."
        ),
    ),
    "decoded twice": (
        "naam;gemeente\nRenÃ©e;Ede\n",
        (
            'people.csv:2: "RenÃ©e" moet "Renée" zijn: dit bestand is met een verkeerde codering geopend en '
            "zo opgeslagen. Neem het bestand van daarvoor, of verbeter al zulke letters; kies in Excel bij "
            'opslaan "CSV UTF-8".'
        ),
    ),
    "two of a kind": (
        "naam;gemeente;stad\nAnna;Ede;Ede\n",
        'people.csv:1: De kolommen "gemeente" en "stad" betekenen hetzelfde; laat er één staan.',
    ),
    "hours": (
        "naam;komt\nAnna;kwart over tien\n",
        'people.csv:2: Anna › komt: "kwart over tien" is geen tijd; schrijf 10.15 of 22.15.',
    ),
    "a wish": (
        "naam;wensen\nAnna;Opening: veel\n",
        (
            'people.csv:2: Anna › wensen: Bij "Opening" hoort een heel getal van 0 tot en met 1.000.000: hoe '
            'sterk de wens is; er staat "veel".'
        ),
    ),
}


@pytest.mark.parametrize("case", TABLES)
def test_a_list_of_people_is_told_in_dutch_what_to_mend(tmp_path: Path, case: str) -> None:
    people, expected = TABLES[case]
    assert in_dutch(faults(tmp_path, START + "bijeenkomsten: [Opening]\n", people)) == f"{folded(expected)}\n"


PROGRAMMES = {
    "an hour": (
        "programma:\n  Opening: 25:00\n",
        'programma.yaml:2: programma › Opening: "25:00" is geen tijd; schrijf bijvoorbeeld 9.30.',
    ),
    "a name": (
        "programma:\n  Openning: 10:00 Zaal 1\n",
        'programma.yaml:2: programma › Openning: Er is geen onderdeel "Openning". Bedoelde u "Opening"?',
    ),
    "an end": (
        "programma:\n  Opening: 10:00–10:30 Zaal 1\n",
        (
            "programma.yaml:2: programma › Opening: Opening duurt 60 minuten en eindigt dus, als het om "
            "10.00 begint, om 11.00 en niet om 10:30."
        ),
    ),
    "a day": (
        "titel: Netwerkdag\nbijeenkomsten: [Opening]\n",
        (
            "programma.yaml: Dit is een dag, geen programma. Een programma is wat solve heeft geschreven "
            "(programme.json), of een zelf getypt bestand met de sleutel programma."
        ),
    ),
}


@pytest.mark.parametrize("case", PROGRAMMES)
def test_a_programme_is_told_in_dutch_what_to_mend(tmp_path: Path, case: str) -> None:
    programme, expected = PROGRAMMES[case]
    day = START + "zalen: [Zaal 1]\nbijeenkomsten: [Opening]\n"
    assert in_dutch(faults(tmp_path, day, programme=programme)) == f"{folded(expected)}\n"


def test_what_is_remarked_of_a_day_reads_in_dutch(tmp_path: Path) -> None:
    people = "naam;gemeente;dieet\nAnna;Ede;geen\n;;\nTotaal;1;\nBob;Ede;\nbob;Delft;\n"
    day = (
        START
        + "rondes: [10.00-11.00]\ngroepen: [Wonen]\nbijeenkomsten: [Wonen]\n"
        + "regels:\n  zelfde_zaal: [{bijeenkomsten: Wonen}]\n"
    )
    (tmp_path / "day.yaml").write_text(day, "utf-8")
    (tmp_path / "people.csv").write_text(people, "utf-8")
    (tmp_path / "deelnemers.xlsx").write_bytes(b"")
    assert [remark.into(DUTCH) for remark in read(tmp_path).remarks] == [
        "day.yaml: 1 dag, 0 zalen, 1 groep, 3 deelnemers en 1 onderdeel.",
        'people.csv:4: de rij telt niet mee, want het is een totaal: "Totaal, 1"',
        "people.csv: 5 rijen gelezen, 3 gebruikt.",
        "people.csv: 1 rij is leeg: regel 3.",
        'people.csv: de kolom "dieet" telt niet mee.',
        "deelnemers.xlsx wordt niet gelezen; de deelnemerslijst is people.csv.",
        (
            '"Bob" en "bob" verschillen alleen in hoofdletters, accenten of tekens en tellen als 2 mensen. '
            "Is het er één, schrijf de naam dan overal hetzelfde."
        ),
        "Niemand wil ergens naartoe: van 3 deelnemers is niemand lid van een groep die bijeenkomt of belangstellend.",
        (
            "day.yaml:7: zelfde_zaal: dit betekent niets voor deze dag: het gaat over meerdere onderdelen "
            "tegelijk, en met Wonen zijn dat er te weinig."
        ),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("titel: Netwerkdag\nzalen: !{naam: Zaal 1}\n", "Een waarde kan niet met ! beginnen"),
        (
            "titel: Netwerkdag\n%zalen: [Zaal 1]\n",
            "Een waarde kan niet met % beginnen; zet die tussen aanhalingstekens.",
        ),
        ("  titel: Netwerkdag\ndatum: 10-02-2023\n", "Deze regel springt anders in dan de regels erboven"),
        (
            "zalen:\n  - {naam: Zaal 1} - {naam: Zaal 2}\n",
            "Hier kan geen streepje van een lijst staan; let op het inspringen.",
        ),
    ],
)
def test_whatever_the_parser_says_is_said_in_dutch(tmp_path: Path, text: str, expected: str) -> None:
    assert expected in in_dutch(faults(tmp_path, text)).replace("\n    ", " ")
