"""Lines in which somebody or something that singles out is planted, for each half of the corpus."""

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
