"""What a professional is first offered to be told of each decision: nothing that they need not know. It is edited before it goes."""

SAFE = {
    "strategy discussion": "It is discussed at once with the agencies that must act. You may be asked to take part.",
    "assessment": "A social worker assesses what is needed, and speaks with the family and with you.",
    "early help": "The family is offered early help. You may be asked to work with whoever leads it.",
    "safeguarding enquiry": "Somebody makes sure that they are safe, and asks what they want. You may be asked to help.",
    "advice and information": "Advice was given, and nothing more is done by us now. Tell us again if anything changes.",
    "no further action": "It does not reach the level at which we act. Tell us again if anything changes.",
    "not about safeguarding": "It is not for a safeguarding hub, and nothing more is done by us.",
}
