"""What each column of a workbook means, in English and Dutch, and how a workbook is filled in."""

from __future__ import annotations

from collections.abc import Mapping

from scheduler.files.workbook.sheets import SHEETS

# By sheet and key in Dutch; the English is that of the day file's own keys.
_DUTCH: Mapping[str, Mapping[str, str]] = {
    "day": {
        "title": "hoe de dag heet",
        "date": "de datum; voor een congres van meer dagen: het blad Dagen",
        "hours": "niets begint eerder of eindigt later; leeg: van de eerste tot de laatste ronde",
        "place": "waar de dag is, voor de agenda's",
        "language": "nl of en: de taal van het programma, en van wat netday u vertelt",
        "time_zone": "leeg: Europe/Amsterdam",
        "website": "waar het programma straks op het web staat",
        "letter": "de brief waarmee het boekje begint; een lege regel begint een alinea (Alt+Enter)",
        "logo": "de naam van een plaatje naast dit bestand: logo.svg, logo.png of logo.jpg",
        "logo_text": "wat er in het logo staat, voor wie het niet ziet",
        "colours": "een of twee kleuren van de huisstijl: #1b3a5c; #a16500",
        "minutes": "hoe lang een onderdeel duurt waar niets anders staat; leeg: zo lang als de rondes",
        "every": "onderdelen beginnen om de zoveel minuten, als de dag geen rondes heeft",
        "within": "minuten lopen tussen twee zalen van een gebouw",
        "season": "bestand met wat vorige dagen nog te goed geven (netday season)",
        "wishes": "bestand met wie waarbij wil zijn en hoe graag, zoals wensen.csv",
        "expected_from_wishes": "ja: reken op wie erbij wil zijn, waar een onderdeel niet zegt hoeveel mensen er komen",
    },
    "days": {
        "date": "de datum van elke dag",
        "hours": "openingstijden van die dag",
        "every": "onderdelen beginnen om de zoveel minuten",
    },
    "rounds": {
        "name": "hoe de ronde heet; leeg: ronde 1, ronde 2, …",
        "time": "van wanneer tot wanneer",
        "slots": "hoeveel lezingen van een spoor er na elkaar in passen",
        "date": "bij meer dagen: van welke dag de ronde is; leeg: van elke dag",
    },
    "rooms": {
        "name": "hoe de zaal heet",
        "capacity": "hoeveel mensen erin kunnen; leeg: zoveel als er komen",
        "features": "wat er is; meer dan een met ; ertussen",
        "closed": "wanneer de zaal niet vrij is; meer dan een met ; ertussen",
        "building": "in welk gebouw, voor de looptijden",
        "short": "korte naam voor een smal rooster",
        "doors": "een aantal gelijke zalen: 2.01–2.06, of Rood; Groen; Blauw",
        "consists_of": "de zalen die het samen zijn met de wand open",
        "online": "ja: een link, geen ruimte",
        "link": "de link van een online zaal",
        "private_link": "ja: alleen voor wie komt, dus niet in wat iedereen ziet",
        "rather_not": "rondes waarin er liever geen lezingen zijn, en hoe erg dat is: Ronde 1: 3",
    },
    "groups": {
        "name": "hoe de groep heet; op het blad Mensen heeft elke groep een kolom",
        "kind": "pijler, themagroep, bestuur of een eigen woord; leeg: themagroep",
        "pillars": "de pijler of pijlers waar de groep bij hoort",
        "secretary": "een adres (wonen@netwerk.example) of een naam van het blad Mensen; meer dan een: met ; ertussen",
        "size": "hoeveel leden, als ze niet allemaal op het blad Mensen staan",
    },
    "people": {
        "name": "voor- en achternaam",
        "organisation": "de gemeente of organisatie",
        "arrives": "hoe laat iemand komt; leeg: is er vanaf het begin",
        "leaves": "hoe laat iemand vertrekt; leeg: blijft tot het eind",
        "available": "alleen dan aanwezig: 13:00–14:30",
        "guest": "ja: geen lid van het netwerk",
        "wishes": "onderdelen of groepen waar iemand heen wil, en hoe graag: Europa: 5; Wonen",
        "time_zone": "de eigen tijdzone van wie online meedoet; de tijden hiernaast gelden dan daar",
        "email": "het e-mailadres, alleen voor mailings: het komt nooit in wat u publiceert",
        "absent": "ja: afgemeld; de naam blijft bekend en verder telt deze persoon niet mee",
    },
    "tracks": {
        "name": "hoe het spoor heet: een reeks lezingen over een onderwerp",
        "chairs": "namen van wie de lezingen voorzit",
        "rather_not": "rondes en zalen waar het liever niet is, en hoe erg dat is: Ronde 1: 10; Zaal 2: 5",
        "similar": "sporen waar het liever niet naast staat, en hoe erg dat is: Klimaat: 5",
    },
    "sessions": {
        "title": "wat er in het programma staat; leeg: de naam van de groep",
        "groups": "van welke groep of groepen: de voorzitters moeten erbij zijn, de leden willen komen",
        "kind": "leeg: dat volgt uit de soort van de groep",
        "at": "vaste begintijd, of een paar waaruit gekozen mag worden",
        "minutes": "hoe lang; leeg: zoals op het blad Dag",
        "rooms": "de zalen waaruit gekozen mag worden; geen: het heeft geen zaal nodig",
        "rounds": "de rondes waaruit gekozen mag worden; geen: niet in een ronde",
        "speakers": "namen van wie er spreekt; zij moeten erbij zijn",
        "hosts": "namen van wie ontvangt; zij moeten erbij zijn",
        "required": "mensen of groepen die erbij moeten zijn",
        "invited": "groepen die graag komen, al is het niet hun eigen onderdeel",
        "expected": "hoeveel mensen er komen; leeg: geteld naar de leden",
        "features": "wat de zaal moet hebben",
        "open": "ja: iedereen is welkom",
        "places": "hoeveel mensen er kunnen komen, als men zich ervoor aanmeldt",
        "signed_up": "namen van wie een plaats heeft; niemand anders komt",
        "waiting": "namen van wie op de wachtlijst staat, in die volgorde",
        "description": "de tekst voor het boekje",
        "note": "een opmerking bij het programma",
        "held": "nee: het gaat vandaag niet door, maar blijft wel in het programma staan",
        "goes_to": "het onderdeel waar de mensen in plaats daarvan heen gaan",
        "windows": "het valt helemaal binnen een van deze tijden",
        "days": "op welke dagen het kan zijn",
        "online": "ja: het is alleen online",
        "link": "waar het online is; met een titel ervoor een link om te volgen: Peiling: https://…",
        "papers": "wat ervoor gelezen wordt, met een titel ervoor: Agenda: https://…; Notulen: https://…",
        "private_link": "ja: alleen voor wie komt, dus niet in wat iedereen ziet",
        "optional": "ja: het mag vervallen",
        "price": "wat het kost als het vervalt; leeg: 10",
        "tags": "eigen woorden, waarmee regels over deze onderdelen kunnen gaan",
        "name": "een eigen naam, als twee onderdelen dezelfde titel hebben",
        "track": "van welk spoor het een lezing is",
        "slots": "hoeveel tijdsloten van een ronde de lezing duurt; leeg: 1",
        "order": "de hoeveelste van het spoor: 1, 2, …; leeg: dat maakt niet uit",
        "zone": "de tijdzone van wie er spreekt: Asia/Singapore of GMT+8",
        "rather_not": "rondes en zalen waar de lezing liever niet is, en hoe erg dat is: Ronde 1: 10",
    },
    "walks": {
        "from": "het ene gebouw",
        "to": "het andere gebouw",
        "minutes": "minuten lopen, heen of terug",
    },
    "rules": {
        "rule": "de naam van de regel, zoals netday rules die noemt",
        "state": "uit, aan, hard of een gewicht; anders: de gewone regel met wat rechts staat; erbij: nog een regel "
        "ernaast; leeg: zoals gewoonlijk",
        "weight": "een getal, of hard: dan moet het",
        "tier": "1, 2, …: eerst trede 1 zo goed als kan, dan trede 2",
        "groups": "de groepen waar de regel over gaat",
        "sessions": "of de onderdelen",
        "rest": "alle andere sleutels van de regel, zoals in een dagbestand, elk op een eigen regel (Alt+Enter)",
    },
}


def _english(sheet: str, key: str) -> str:
    plan = next(plan for plan in SHEETS if plan.key == sheet)
    column = plan.column(key)
    if column.meaning or plan.shape is None:
        return column.meaning
    fields = {field.alias or name: field for name, field in plan.shape.model_fields.items()}
    return fields[key].description or ""


COLUMNS: Mapping[tuple[str, str], tuple[str, str]] = {
    (sheet, key): (_english(sheet, key), dutch) for sheet, texts in _DUTCH.items() for key, dutch in texts.items()
}
_ENGLISH_HELP = """\
How this workbook is filled in

Each sheet is a list: a row a room, a group, a person, a session. Names are yours. What is left empty has its
usual value. Take rows out, put rows in, sort as you like.

What you have in a list you need not type: empty a sheet and paste the whole list there, with its headings.

On the sheet of people every group has a column of its own: choose under it what somebody is there. A new
group gets a new column, with its name above it.

Several in one cell: with ; between them. Hours are 9:30 or 9.30, from and until 9:30–10:30.

A list of choices is a help and no lock: what is not on it can be typed. Several names in one cell are typed.

Then save, close, and type in a terminal: netday check, with the name of this file behind it. Every fault is
told with its sheet and cell. netday solve makes the programme."""
_DUTCH_HELP = """\
Zo vult u deze werkmap in

Elk blad is een lijst: een rij voor elke zaal, groep, persoon of elk onderdeel. Namen kiest u zelf. Wat leeg
blijft, is zoals gewoonlijk. Rijen mogen weg, erbij en in een andere volgorde.

Wat u al in een lijst hebt, hoeft u niet te typen: maak een blad leeg en plak daar de hele lijst, met de koppen.

Op het blad Mensen heeft elke groep een eigen kolom: kies daaronder wat iemand er is. Een nieuwe groep krijgt
een nieuwe kolom, met haar naam erboven.

Meer dan een in een cel: met ; ertussen. Uren schrijft u als 9:30 of 9.30, van en tot als 9:30–10:30.

Een keuzelijst is een hulp en geen slot: wat er niet in staat, typt u zelf. Meer namen in een cel typt u ook.

Sla de werkmap op, sluit die en typ in een terminal: netday check, met de naam van dit bestand erachter. Wat
niet klopt, hoort u met blad en cel. netday solve maakt het programma."""
# By whether it is in Dutch: the title, and a paragraph each.
HOW = tuple([part.replace("\n", " ") for part in text.split("\n\n")] for text in (_ENGLISH_HELP, _DUTCH_HELP))
STAY_HERE = (
    "What stands in day.yaml alone; when this workbook is read into a folder (netday read-workbook) it stays there:",
    "Dit staat alleen in day.yaml; bij inlezen in een map (netday read-workbook) blijft het daar staan:",
)
