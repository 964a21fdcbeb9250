"""The ways in which a person, a number or a post may be written."""

import re
import unicodedata

from reports.identities.contacts import is_nhs_number

from . import names


def plain(text):
    """Return a text without accents."""
    text = text.translate(str.maketrans("łøæßđ", "lo_sd")).replace("_", "ae")
    return "".join(letter for letter in unicodedata.normalize("NFD", text) if not unicodedata.combining(letter))


def phone(rng):
    """Return a number of a made-up line."""
    return rng.choice(["0113 496 0{:03}", "07700 900{:03}", "020 7946 0{:03}", "01632 960{:03}"]).format(
        rng.randrange(1000)
    )


def misspell(rng, word):
    """Return a word with one letter left out, put in, changed or two changed about; two of them when it is long."""
    for _ in range(2 if len(word) > 8 and rng.random() < 0.4 else 1):
        at, letter = rng.randrange(1, len(word) - 1), rng.choice("aeioulnrst")
        word = rng.choice(
            [
                word[:at] + word[at + 1 :],
                word[:at] + letter + word[at:],
                word[:at] + letter + word[at + 1 :],
                word[:at] + word[at + 1] + word[at] + word[at + 2 :],
            ]
        )
    return word


def breaks(rng, name):
    """Return a name broken as files break it."""
    cut = rng.randrange(2, len(name) - 1)
    while not (name[cut - 1].isalpha() and name[cut].isalpha()):
        cut -= 1
    return rng.choice(
        [
            name.replace(" ", "\n"),
            name.replace(" ", "\u00a0"),
            name[:cut] + "-\n" + name[cut:],
            name[:cut] + "\u00ad" + name[cut:],
            name[:cut] + "\u200b" + name[cut:],
            name.replace("fi", "ﬁ").replace("fl", "ﬂ").replace(" ", "  "),
        ]
    )


def ways_of(rng, one):
    """Return how a person may be written, by way."""
    first, _, last = one.name.partition(" ")
    box, _, host = one.email.partition("@")
    title = rng.choice(["Mr", "Mrs", "Dr", "Cllr", "Ms"])
    digits = re.sub(r"\D", "", one.phone)
    dotted = [
        f"{box.replace('.', ' dot ')} at {host.replace('.', ' dot ')}",
        f"{box} [at] {host}",
        f"{box}(at){host.replace('.', '(dot)')}",
        f"{box} at {host}",
    ]
    ways = {
        "full": [one.name, one.name.upper(), f"{title} {one.name}"],
        "surname": [last, f"{title} {last}", f"{title}. {last}"],
        "initials": [
            f"{first[0]}. {last}",
            f"{first[0]} {last}",
            f"{first[0]}.{last.split()[-1][0].upper()}.",
            f"{last}, {first[0]}.",
        ],
        "lower": [one.name.lower()],
        "accents": [plain(one.name), one.name.replace("e", "é", 1), unicodedata.normalize("NFD", one.name)],
        "possessive": [f"{one.name}'s", f"{last}’s", f"{one.name}’s"],
        "turned": [f"{last}, {first}", f"{last.upper()}, {first}"],
        "broken": [breaks(rng, one.name)],
        "email": [one.email, one.email.upper()],
        "hidden_email": [rng.choice(dotted)],
        "phone": [
            one.phone,
            digits,
            f"+44 {digits[1:5]} {digits[5:]}",
            f"+44 (0){digits[1:4]} {digits[4:]}",
            f"({digits[:5]}) {digits[5:]}",
            f"{digits[:5]}-{digits[5:8]}-{digits[8:]}",
        ],
    }
    if first in names.SHORT:
        ways["short"] = [f"{names.SHORT[first]} {last}"]
    if len(last.split()[-1]) > 4:
        wrong = " ".join([*last.split()[:-1], misspell(rng, last.split()[-1])])
        ways["misspelt"] = [f"{first} {wrong}", wrong, f"{title} {wrong}"]
    return ways


def numbers(rng):
    """Return numbers of nobody known, by way."""
    while not is_nhs_number(nhs := f"{rng.randrange(4_000_000_000, 8_000_000_000)}"):
        pass
    area, end = rng.choice(["LS", "BD", "HX", "YO", "S", "DN"]), rng.choice(["AB", "TQ", "ND", "XL"])
    code = f"{area}{rng.randrange(1, 20)} {rng.randrange(1, 10)}{end}"
    pairs = f"{rng.randrange(100000, 999999)}"
    return {
        "postcode": [code, code.lower(), code.replace(" ", "")],
        "nhs_number": [nhs, f"{nhs[:3]} {nhs[3:6]} {nhs[6:]}", f"{nhs[:3]}-{nhs[3:6]}-{nhs[6:]}"],
        "ni_number": [
            f"AB{pairs}C",
            f"JK {pairs[:2]} {pairs[2:4]} {pairs[4:]} D",
            f"ab {pairs[:2]} {pairs[2:4]} {pairs[4:]} c",
        ],
    }


def role_ways(rng, role):
    """Return how a post may be written."""
    ways = [role, role.lower(), role.replace("'", "’"), role.title()]
    rank, link, what = role.partition(" of ")
    if link and " and " not in what:
        ways.append(f"{what} {rank}")
    if len(role.split()) > 3:
        ways.append(
            "".join(word[0] for word in re.findall(r"\w+(?:'\w+)?", role) if word not in ("of", "for", "and")).upper()
        )
    return rng.choice(ways)
