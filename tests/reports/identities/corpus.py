"""A corpus with identifiers planted where we know them, and a scorer. Two halves: one tuned on, one not."""

import random
import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field

from reports.identities import Known, Search
from reports.identities.contacts import is_nhs_number

from . import names, prose

HALVES = ("tuned", "held_out")
DIRECT = (
    "full",
    "surname",
    "initials",
    "lower",
    "accents",
    "possessive",
    "turned",
    "short",
    "broken",
    "email",
    "hidden_email",
    "phone",
    "postcode",
    "nhs_number",
    "ni_number",
)
SAYS = {
    "tuned": [
        "{} told us that the backlog had fallen.",
        "We heard this from {} on the second day.",
        "As {} said, recording takes too long.",
        "The work led by {} was praised by partners.",
        "Several people named {} as the reason.",
        "This view (held by {}) was not shared by all.",
        "When asked, {} described a supportive culture.",
        "According to {}, audits are late.",
        "Thanks are due to {} and colleagues.",
    ],
    "held_out": [
        "- spoke to {} about the rota",
        "Raised with {}, who agreed to look again.",
        "Action: {} to circulate the dates.",
        "Some thought {} had done well here",
        "cc {} and the file",
        "Nobody but {} had seen the draft",
        "It was {} who first noticed the gap.",
        "I discussed this with {} over lunch.",
        "Owner | {} | due 4 May",
        "Feedback from {}: mixed.",
    ],
}
ROLE_SAYS = {
    "tuned": [
        "The {} told us that plans were clear.",
        "This was confirmed by the {} on Tuesday.",
        "We thank the {} for openness.",
        "The {}'s view is that thresholds hold.",
    ],
    "held_out": [
        "- point came from the {}",
        "Ask the {} about capacity.",
        "the {} disagrees with this, strongly",
        "Per the {}: no change until spring.",
    ],
}
UNIQUE = {
    "tuned": [
        "The {role} said that [she] would not accept this.",
        "The [newly appointed] {role} is settling in.",
        "The {role], who [recently joined], is clear.",
        "[The only social worker] in the team told us so.",
        "The {role} has been [in post since 2019].",
        "The {role} has done this [for twelve years].",
        "A manager who has [been in post for eleven years] disagreed.",
        "[The sole male manager] felt otherwise.",
        "The {role} is clear about [his] priorities.",
    ],
    "held_out": [
        "- {role} v. positive, says [she] is staying",
        "[The only Polish-speaking worker] covers all localities.",
        "the {role}, [new in post], had not seen it",
        "{role}: [in role since January 2022].",
        "Long chat with the {role}, who told us about [her] plans.",
        "a practitioner [with the council for 20 years] said this",
        "[The single occupational therapist] is off until May.",
        "{role} ([appointed in 2024]) wants change.",
        "a [recently appointed team manager] said it was chaotic",
    ],
}
GROUPS = {
    "tuned": [
        "[three of the four managers] agreed.",
        "We met [a group of three carers] on Monday.",
        "[Both team managers] said so.",
        "[Two foster carers] disagreed.",
    ],
    "held_out": [
        "- [2 parents] unhappy with the offer",
        "view of [both advocates]: positive",
        "[All four apprentices] want to stay.",
        "- [one of the two educational psychologists] is leaving",
        "small session, [three care leavers], honest talk",
        "[a pair of newly qualified workers] raised this",
    ],
}


@dataclass
class Plant:
    """What stands where, and how it was written."""

    start: int
    end: int
    way: str


@dataclass
class Paper:
    """A text with its plants."""

    text: str
    plants: list[Plant]


@dataclass
class Score:
    """What was found of what was planted, and what was found beside it."""

    planted: Counter = field(default_factory=Counter)
    found: Counter = field(default_factory=Counter)
    alarms: list[tuple[str, str, str]] = field(default_factory=list)
    missed: list[tuple[str, str]] = field(default_factory=list)
    words: int = 0
    papers: int = 0
    leaking: int = 0

    def recall(self, *ways):
        """Return the share found of some ways of writing."""
        planted = sum(self.planted[way] for way in ways)
        return sum(self.found[way] for way in ways) / planted if planted else 1.0

    @property
    def alarms_a_thousand(self):
        return 1000 * len(self.alarms) / self.words


def roster(rng, half, size=14):
    """Draw people: some with a post of their own, some with one that others hold too."""
    people = rng.sample(getattr(names, half.upper()), size)
    roles = rng.sample(names.UNIQUE_ROLES[half], 6) + [role for role in names.SHARED_ROLES[:4] for _ in (1, 2)]
    known = []
    for (first, last), role in zip(people, roles, strict=True):
        box = re.sub(r"[^a-z.]", "", plain(f"{first}.{last}").lower())
        known.append(
            Known(
                f"{first} {last}", role, f"{box}@{rng.choice(['leeds', 'kirklees', 'northshire'])}.gov.uk", phone(rng)
            )
        )
    return known


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


def _planted(sentence, rng, one):
    """Yield (piece, whether it is planted) of a sentence with brackets around what singles out."""
    role = one.role if rng.random() < 0.7 else one.role.lower()
    for piece in re.split(r"(\[[^\]]*\])", sentence.replace("{role]", "{role}").format(role=role)):
        yield piece.strip("[]"), piece.startswith("[")


def paper(rng, half, known, *, plants=14, lines=30):
    """Write a paper: ordinary lines with planted ones among them."""
    ordinary = rng.sample([line for line in getattr(prose, half.upper()).split("\n") if line.strip()], lines - 2)
    ordinary += [line for line in getattr(prose, half.upper()).split("\n") if line.strip()][:2]
    pieces = [[(line, "")] for line in ordinary] + [_plant(rng, half, known) for _ in range(plants)]
    rng.shuffle(pieces)
    text, found = "", []
    for line in pieces:
        for piece, way in line:
            if way:
                found.append(Plant(len(text), len(text) + len(piece), way))
            text += piece
        text += rng.choice(["\n", " ", "\n\n"]) if half == "tuned" else "\n"
    return Paper(text, found)


def _plant(rng, half, known):
    """Return one line as (piece, way) pairs; a piece without a way is ordinary."""
    alone = [one for one in known if one.role not in names.SHARED_ROLES]
    kind = rng.random()
    if kind < 0.6:
        ways = {**ways_of(rng, rng.choice(known)), **numbers(rng)}
        way = rng.choice(sorted(ways))
        before, _, after = rng.choice(SAYS[half]).partition("{}")
        return [(before, ""), (rng.choice(ways[way]), way), (after, "")]
    if kind < 0.75:
        before, _, after = rng.choice(ROLE_SAYS[half]).partition("{}")
        return [(before, ""), (role_ways(rng, rng.choice(alone).role), "role"), (after, "")]
    lines = UNIQUE[half] if kind < 0.9 else GROUPS[half]
    way = "unique" if kind < 0.9 else "small_group"
    one = rng.choice(alone)
    parts = [(piece, way if planted else "") for piece, planted in _planted(rng.choice(lines), rng, one)]
    # A post that one person holds is planted wherever it stands.
    return [split for piece, way in parts for split in _with_role(piece, way, one.role)]


def _with_role(piece, way, role):
    if way:
        return [(piece, way)]
    return [
        (part, "role" if part.lower() == role.lower() else "")
        for part in re.split(f"({re.escape(role)})", piece, flags=re.IGNORECASE)
    ]


def score(half, *, seed=1, papers=20, lines=28):
    """Write papers of one half, search them, and compare."""
    rng, result = random.Random(seed), Score()
    for _ in range(papers):
        known = roster(rng, half)
        written = paper(rng, half, known, lines=lines)
        add(result, written, Search(known).find(written.text))
    return result


def add(result, written, hits):
    """Count one paper into a score."""
    result.papers += 1
    result.words += len(written.text.split())
    leaks = False
    for plant in written.plants:
        result.planted[plant.way] += 1
        if any(hit.start < plant.end and plant.start < hit.end for hit in hits):
            result.found[plant.way] += 1
        else:
            result.missed.append((plant.way, written.text[max(0, plant.start - 40) : plant.end + 30]))
            leaks = leaks or plant.way in DIRECT
    result.leaking += leaks
    for hit in hits:
        if not any(hit.start < plant.end and plant.start < hit.end for plant in written.plants):
            result.alarms.append((hit.kind, hit.text, written.text[max(0, hit.start - 30) : hit.end + 30]))
