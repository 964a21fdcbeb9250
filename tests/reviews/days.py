"""Days to be filled: the one every challenge fears, three ordinary ones, and any that can be thought of."""

import random
from dataclasses import replace

from hypothesis import strategies as st

from reviews.timetabling.problem import Hall, Member, Problem, Wanted, Window

NINE, FIVE = 9 * 60, 17 * 60
DAYS = ("2027-02-09", "2027-02-10", "2027-02-11")
TEAM = tuple(
    Member(key, name, case_data=key != 0)
    for key, name in enumerate(["Joan", "Petra", "Amir", "Tom", "Nia", "Olu", "Mina"])
)
HALLS = (
    Hall("Room 1", "Town hall", 0, 12),
    Hall("Room 2", "Town hall", 0, 20),
    Hall("Room 3", "Town hall", 0, 8),
    Hall("Chamber", "Town hall", 0, 30),
    Hall("Depot", "Depot", 15, 15),
)
LEADS = tuple((line, line) for line in range(1, 5))


def meeting(day, *hours):
    """A meeting of the whole team within some hours."""
    return Wanted(f"team{day}", "Team meeting", 60, everybody=True, needs_room=False, windows=(Window(day, *hours),))


def stress():
    """Twelve groups and eighteen case reviews in one day, for seven people."""
    groups = [Wanted(f"g{n}", f"Group {n}", 60, 2, expected=6 + n % 3, lines=(n % 4 + 1,)) for n in range(12)]
    cases = [Wanted(f"c{n}", f"Case {n}", 45, 1, case_work=True, lines=(n % 4 + 1,)) for n in range(18)]
    wanted = (*groups, *cases, meeting(0, 15 * 60, FIVE))
    return Problem(DAYS[:1], NINE, FIVE, TEAM, HALLS, wanted, (), LEADS)


def three_days(seed):
    """Fifty-two sessions over three days, half of them bound to hours of the host, some to people by name."""
    luck = random.Random(seed)
    wanted = []
    for n in range(52):
        windows = ()
        if luck.random() < 0.5:
            day, begins = luck.randrange(3), luck.choice([540, 600, 780])
            windows = (Window(day, begins, begins + luck.choice([180, 240])),)
        named = (luck.randrange(1, 7),) if luck.random() < 0.2 else ()
        case = n % 4 == 0
        wanted.append(
            Wanted(
                f"s{n}",
                f"Session {n}",
                luck.choice([45, 60, 60, 90]),
                1 if case else 2,
                named,
                (n % 5 + 1,),
                windows,
                expected=luck.randrange(10),
                case_work=case,
                early=luck.random() < 0.1,
            )
        )
    wanted += [meeting(day, 15 * 60, 17 * 60 + 30) for day in range(3)]
    return Problem(DAYS, NINE, 17 * 60 + 30, TEAM, HALLS, tuple(wanted), (), tuple((n, n) for n in range(1, 6)))


def impossible():
    """Days that cannot be filled, each for another reason, with the words that must say so."""
    day = stress()
    more = [Wanted(f"n{n}", f"With Amir {n}", 120, 1, named=(2,)) for n in range(4)]
    tight = [Wanted(f"t{n}", f"Tight {n}", 60, 1, windows=(Window(0, 540, 600),)) for n in range(6)]
    return {
        "Amir’s time": replace(day, wanted=(*day.wanted, *more)),
        "the host’s rooms; there are 5 hours": replace(day, wanted=(*day.wanted, *tight)),
        "no room holds 62 people": replace(day, wanted=(*day.wanted, Wanted("x", "All", 60, expected=60))),
        "those who may see case records": replace(day, team=tuple(replace(one, case_data=one.key < 2) for one in TEAM)),
        "the team’s time": replace(day, team=TEAM[:5]),
        "at no time while the team works": replace(
            day, wanted=(Wanted("x", "Night shift", 60, windows=(Window(0, 1200, 1320),)),)
        ),
    }


@st.composite
def problems(draw):
    """Draw a small problem of one or two days."""
    days = draw(st.integers(1, 2))
    team = tuple(
        Member(key, f"P{key}", draw(st.booleans()), chosen=key == 0 or draw(st.integers(0, 4)) > 0)
        for key in range(draw(st.integers(1, 4)))
    )
    hours = st.integers(18, 32).map(lambda half: half * 30)

    def window():
        begins = draw(hours)
        return Window(draw(st.integers(0, days - 1)), begins, begins + draw(st.integers(2, 8)) * 30)

    halls = tuple(
        Hall(
            f"R{n}",
            draw(st.sampled_from("AB")),
            20,
            draw(st.sampled_from([None, 4])),
            (window(),) * draw(st.integers(0, 1)),
        )
        for n in range(draw(st.integers(0, 3)))
    )
    wanted = tuple(
        Wanted(
            f"w{n}",
            f"W{n}",
            draw(st.sampled_from([30, 45, 60, 90])),
            draw(st.integers(1, 2)),
            tuple({draw(st.sampled_from(team)).key} if draw(st.integers(0, 3)) == 0 else ()),
            (draw(st.integers(1, 3)),),
            tuple({window() for _ in range(draw(st.integers(0, 2)))})[:1],
            needs_room=draw(st.booleans()),
            expected=draw(st.integers(0, 3)),
            case_work=draw(st.integers(0, 3)) == 0,
            early=draw(st.booleans()),
            everybody=draw(st.integers(0, 7)) == 0,
        )
        for n in range(draw(st.integers(1, 7)))
    )
    wanted = tuple(replace(row, case_work=row.case_work and not row.everybody) for row in wanted)
    leads = tuple((line, draw(st.sampled_from(team)).key) for line in (1, 2))
    return Problem(DAYS[:days], NINE, FIVE, team, halls, wanted, (), leads)
