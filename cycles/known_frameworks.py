"""Frameworks the field works with, for a programme to begin from: once added, their themes are its own to change."""

KNOWN = {
    "cqc": (
        "CQC local authority assessment",
        (
            "Assessing needs",
            "Supporting people to live healthier lives",
            "Equity in experience and outcomes",
            "Care provision, integration and continuity",
            "Partnerships and communities",
            "Safe pathways, systems and transitions",
            "Safeguarding",
            "Governance, management and sustainability",
            "Learning, improvement and innovation",
        ),
    ),
    "adults": (
        "Adults regional six domains",
        (
            "Leadership and governance",
            "Resources and workforce",
            "Performance and outcomes",
            "National priorities and partnerships",
            "Culture and challenge",
            "Commissioning and quality",
        ),
    ),
    "safeguarding_adults": (
        "LGA safeguarding adults",
        (
            "Outcomes and experience",
            "Leadership, strategy and commissioning",
            "Service delivery, performance and resources",
            "Working together",
        ),
    ),
    "adults_board": (
        "Safeguarding adults board: its duties",
        (
            "Strategic plan and priorities",
            "Assurance across agencies",
            "Safeguarding adults reviews and learning",
            "Voice of adults and carers",
            "Chairing, scrutiny and challenge between partners",
            "Annual report and data",
        ),
    ),
    "children_partners": (
        "Multi-agency safeguarding arrangements for children",
        (
            "Leadership of the safeguarding partners",
            "Independent scrutiny",
            "Response at the front door, joined up",
            "Learning from reviews",
            "Voice of children and families",
            "Data, audit and what they change",
        ),
    ),
    "safeguarding_children": (
        "LGA safeguarding children",
        (
            "Practice and voice of the child",
            "Outcomes and performance",
            "Working together",
            "Capacity and resources",
            "Vision, strategy and leadership",
        ),
    ),
    "ilacs": ("Ofsted ILACS", ("Help and protection", "Children in care", "Care leavers", "Leadership")),
    "corporate": (
        "LGA corporate peer challenge",
        (
            "Local priorities and outcomes",
            "Leadership",
            "Governance and culture",
            "Financial planning and management",
            "Capacity for improvement",
        ),
    ),
    "employers": (
        "Employer standards for social workers",
        (
            "Strong and clear social work framework",
            "Effective workforce planning",
            "Safe workloads and case allocation",
            "Wellbeing",
            "Supervision",
            "Continuing professional development",
            "Professional registration",
            "Strategic partnerships",
        ),
    ),
    "topics": (
        "Topics of regional challenges",
        (
            "Safeguarding",
            "School improvement",
            "Leadership",
            "Early help",
            "Attendance",
            "Care leavers",
            "Adoption",
            "SEND",
            "Virtual school",
            "Exploitation",
            "Boards",
        ),
    ),
}
