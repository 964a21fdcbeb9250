"""What came after a report, as a bundle says it: every property of it, whole."""

NAME = "Plans begun in time"
AFTER = {
    "indicators": [
        {
            "name": NAME,
            "key": "plans.intime",
            "definition": "Plans begun by the fifteenth birthday.",
            "unit": "per cent",
            "direction": "up",
            "source": "Case system",
            "covers": "a quarter",
            "owner": "Head of Service",
            "frequency": "quarterly",
            "eighteen": True,
            "points": [
                {
                    "months": 0,
                    "period": "2026 Q1",
                    "source": "Case system",
                    "definition": "Plans begun by the fifteenth birthday.",
                    "quality": "good",
                    "value": "61.5",
                },
                {
                    "months": 3,
                    "period": "2026 Q3",
                    "source": "Case system",
                    "definition": "Plans begun by the fifteenth birthday.",
                    "quality": "fair",
                    "quality_note": "Two teams are missing.",
                    "attribution": "A new team began in May.",
                    "value": "70",
                },
            ],
        }
    ],
    "plan": {
        "governance_body": "Scrutiny Committee",
        "papers_days": 8,
        "draft_days": 20,
        "committee_on": "2027-01-12",
        "responses": [
            {"recommendation": 1, "answer": "accepted"},
            {"recommendation": 2, "answer": "not_accepted", "reason": "It is done by another body."},
        ],
        "actions": [
            {
                "number": 1,
                "title": "Begin earlier",
                "what": "Begin the plan at fourteen.",
                "office": "Head of Service",
                "measure": "Plans begun in time.",
                "target": "Nine in ten",
                "status": "effective",
                "evidence": "Seven in ten in the third quarter.",
                "starts_on": "2026-10-01",
                "due_on": "2027-03-31",
                "recommendations": [1],
                "indicator": NAME,
            }
        ],
    },
    "outcomes": [
        {
            "kind": "offer",
            "text": "Show how the first call is taken.",
            "owner": {"name": "Southmere", "kind": "authority"},
            "due_on": "2027-01-31",
        }
    ],
    "questionnaire": [
        {"number": 1, "text": "Who takes the first call?", "answer": "A social worker."},
        {"number": 2, "text": "How many calls are there in a week?"},
    ],
    "desk_analysis": "All take the first call alike.\n\nAsk what happens after six.",
    "feedback": [
        {
            "audience": "leaders",
            "form": "presentation",
            "giver": "team",
            "due_on": "2026-09-23",
            "given_on": "2026-09-23",
        },
        {
            "audience": "people",
            "form": "summary",
            "giver": "host",
            "due_on": "2026-10-30",
            "note": "Easy Read",
        },
    ],
    "commitments": [
        {
            "said": "We hear late of changes.",
            "will_do": "A weekly note.",
            "status": "done",
            "why": "It came out every week.",
            "due": "2026-12-01",
        }
    ],
    "method": {
        "sponsor": "Principal social worker",
        "question": "Is it safe to speak?",
        "method": "Survey and groups.",
        "who": "Everybody who holds cases.",
        "why": "Turnover.",
        "ethics": "Nobody is named.",
        "fed_back_how": "At the staff meeting",
        "fed_back_on": "2026-12-05",
    },
    "point_answers": [{"taken": True, "words": "We look at the first call."}],
    "surveys": [
        {
            "intro": "It takes five minutes.",
            "kind": "health_check",
            "title": "How we work",
            "group_question": "Where do you work?",
            "groups": ["North", "South"],
            "questions": [
                {"number": 1, "words": "My cases are manageable.", "kind": "agree", "standard": "Safe workloads"},
                {"number": 2, "words": "What would help?", "kind": "words"},
            ],
            "rounds": [
                {
                    "name": "2025",
                    "way": "codes",
                    "asked": 8,
                    "opens_on": "2025-05-01",
                    "closes_on": "2025-05-21",
                    "closed_on": "2025-05-22",
                    "least": 10,
                    "smallest": 5,
                },
                {
                    "name": "2026",
                    "way": "link",
                    "asked": 40,
                    "opens_on": "2026-05-01",
                    "closes_on": "2026-05-21",
                    "closed_on": "2026-05-22",
                    "least": 10,
                    "smallest": 5,
                    "replies": 22,
                    "shown": [
                        {"question": 0, "answer": "", "group": "all", "number": 22},
                        {"question": 1, "answer": "Agree", "group": "North", "number": 6},
                        {"question": 1, "answer": "Agree", "group": "all", "number": 12},
                    ],
                },
            ],
        }
    ],
}
