"""What the gallery's board and coverage grid show: a picture's worth of made-up weeks."""

YEAR = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
MONTHS = [*YEAR, *YEAR[:6]]
BOARD = {
    "label": "Cycle plan, January 2027 to June 2028, as a timeline",
    "months": [
        {"x": round(number * 100 / 18, 2), "label": name, "year": {0: "2027", 12: "2028"}.get(number, "")}
        for number, name in enumerate(MONTHS)
    ],
    "closed": [
        {"x": 7.5, "width": 1.4, "kind": "break", "label": "Half term"},
        {"x": 17.5, "width": 5.6, "kind": "poll", "label": "Election"},
        {"x": 37.5, "width": 7.5, "kind": "break", "label": "Summer"},
        {"x": 64, "width": 3.7, "kind": "christmas", "label": "Christmas"},
    ],
    "today": {"x": 50.2, "label": "Today, Tue 5 Oct"},
    "rows": [
        {
            "host": "Barnsley",
            "topic": "Care leavers",
            "url": "#barnsley",
            "said": "Visit 19 to 21 January 2027, report public, follow-up",
            "line": {"x": 21.5, "width": 78.5},
            "bars": [
                {"kind": "before", "x": 0.1, "width": 3.6, "is_done": True},
                {"kind": "after", "x": 4.6, "width": 16, "is_done": True},
                {"kind": "visit", "x": 3.7, "width": 1.1},
                {"kind": "public", "x": 20.6, "width": 1},
            ],
            "label": {"x": 4.8, "text": "Follow-up"},
            "points": [37.5, 54.2, 87.5],
        },
        {
            "host": "Rotherham",
            "topic": "Exploitation",
            "url": "#rotherham",
            "said": "Visit 6 to 8 July 2027, final, publication late",
            "bars": [
                {"kind": "before", "x": 9, "width": 23, "is_done": True},
                {"kind": "after", "x": 33.2, "width": 15.5, "is_done": True},
                {"kind": "visit", "x": 32, "width": 1.2},
                {"kind": "public", "x": 48.7, "width": 1},
            ],
            "label": {"x": 33.2, "text": "Final"},
            "marks": [{"kind": "late", "x": 46.2}],
        },
        {
            "host": "North East Lincolnshire",
            "topic": "Early help",
            "url": "#nel",
            "said": "Visit 8 to 10 February 2028, moved from 30 November; one seat not filled",
            "is_chosen": True,
            "bars": [
                {"kind": "before", "x": 50, "width": 23.6},
                {"kind": "moved", "x": 73.6, "width": 1.2},
                {"kind": "after", "x": 74.8, "width": 16},
                {"kind": "public", "x": 90.8, "width": 1},
            ],
            "ghost": {"x": 60.2, "width": 1.2, "text": "was 30 Nov"},
            "label": {"x": 50, "text": "Scoping"},
            "dates": {"x": 74.8, "text": "8–10 Feb"},
            "marks": [{"kind": "unfilled", "x": 68}, {"kind": "training", "x": 70.5}],
        },
    ],
    "totals": {"label": "Visits in each 6 weeks", "counts": [{"x": 4, "number": 1}, {"x": 32, "number": 1}]},
    "twin_url": "#table",
    "months_list": [
        {
            "label": "July 2027",
            "rows": [
                {
                    "dates": "6–8 Jul",
                    "week": "week 27",
                    "host": "Rotherham",
                    "topic": "Exploitation",
                    "url": "#r",
                    "state_label": "Final",
                    "warnings": [{"kind": "late", "text": "Publication is 4 days late"}],
                },
            ],
        },
        {
            "label": "February 2028",
            "rows": [
                {
                    "dates": "8–10 Feb",
                    "week": "week 58",
                    "host": "North East Lincolnshire",
                    "topic": "Early help",
                    "url": "#n",
                    "state_label": "Scoping",
                    "moved": "Moved: was 30 Nov to 2 Dec",
                    "warnings": [{"kind": "unfilled", "text": "1 seat not filled"}],
                },
            ],
        },
    ],
}
COVERAGE = {
    "columns": ["Hosted", "Led", "Days given", "Days received"],
    "rows": [
        {
            "name": name,
            "url": f"#{name.lower()}",
            "cells": [
                {"number": 1, "max": 2},
                {"number": led, "max": 2},
                {"number": given, "max": 24, "is_low": given < 8},
                {"number": 15, "max": 24},
            ],
        }
        for name, led, given in (("Barnsley", 1, 15), ("Leeds", 2, 21), ("Hull", 0, 6))
    ],
}
BARS = [
    {"label": "Leeds", "number": 5, "share": 100, "is_main": True},
    {"label": "Barnsley", "number": 3, "share": 60},
    {"label": "Hull", "number": 2, "share": 40},
]
