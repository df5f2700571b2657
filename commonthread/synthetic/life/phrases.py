"""Plain short summaries such as practitioners write, of nothing in particular and nobody real."""

DOMESTIC = (
    "Argument over money. Both parties spoken to separately. No visible injury.",
    "Caller reported shouting. Parties had separated for the evening on arrival.",
    "Dispute about contact with the children. Words of advice given.",
    "Reported pushing during an argument. Victim did not wish to make a statement.",
    "Former partner attended and refused to leave. Left before officers arrived.",
    "Damage to a door during an argument. Suspect arrested to prevent further harm.",
    "Repeated unwanted messages after the relationship ended. Safety advice given.",
)
INCIDENTS = {
    "concern_for_child": (
        "Child out alone after dark. Taken home, adult spoken to.",
        "Caller worried that young children were left without an adult. Adult present on arrival.",
        "Child upset in a public place. Returned to a parent.",
    ),
    "concern_for_adult": (
        "Neighbour had not seen the occupant for some days. Occupant found well.",
        "Adult confused in the street. Returned home and family informed.",
    ),
    "disturbance": ("Loud voices reported. All quiet on arrival.", "Party complaint. Advice given."),
    "anti_social_behaviour": (
        "Group of young people near the shops. Moved on.",
        "Off-road motorcycles reported.",
    ),
    "mental_health": (
        "Officers stayed until the crisis team arrived.",
        "Person in distress taken to a place of safety.",
    ),
    "drugs": ("Small amount of cannabis found. Community resolution.",),
    "violence": ("Fight between people known to each other. No complaint made.",),
}
MISSING = (
    "Did not return at the agreed time. Telephone switched off.",
    "Left after an argument at home. Has stayed with friends before.",
    "Not seen since leaving school. Enquiries made with friends.",
    "Returned by themselves the next morning.",
)
NOTICE = (
    "Children were upstairs and heard the argument. Home was clean and warm.",
    "Child was quiet and stayed close to a parent. Little food seen in the kitchen.",
    "Family said that they would welcome support.",
    "Parent was tearful. Agreed to be contacted.",
)
# By who made the contact: the first sign of the census's code for the source.
CONTACT = {
    "1": (
        "Parent asks for help with a child's behaviour.",
        "Relative reports tension at home after a separation.",
        "Family asks for advice about money and housing.",
    ),
    "2": (
        "School asks for advice about support at home.",
        "School is concerned about supervision after school.",
        "School shares what the child said in class.",
    ),
    "3": (
        "Health service shares a missed appointment.",
        "Health visitor asks what other services know of the family.",
        "Attendance at an emergency department shared for information.",
    ),
    "6": (
        "Notification of an incident at the home address.",
        "Police share that children were at home during an argument.",
    ),
    "": (
        "Information received and checked against earlier contacts.",
        "Referrer asks whether a social worker knows the family.",
    ),
}
REFERRAL = (
    "Accepted for assessment after discussion with the referrer.",
    "Second contact in a short time. Assessment needed to understand daily life at home.",
    "Parents agree to an assessment.",
)
ASSESSMENT = (
    "Parents worked well with the assessment. Support from extended family is in place.",
    "Money and housing add strain. A plan was agreed with the family.",
    "Routines at home have improved. School will continue to support.",
    "Concerns remain about conflict between the parents.",
)
STRATEGY = (
    "Information shared by those present. Decision recorded with reasons.",
    "Police and health checks shared. Safety arrangements agreed for tonight.",
)
VISIT = (
    "Seen at home. Home was tidy, food in the cupboards.",
    "Parent present. Talked about routines and school.",
    "Child showed their room and talked about friends.",
    "Discussed the plan and what has changed since the last visit.",
)
NO_ACCESS = (
    "No reply. Card left.",
    "Nobody answered. Curtains drawn. Card left.",
    "Parent said it was not convenient.",
)
NOTE = (
    "Call with parent to agree the date of the next visit.",
    "School confirms attendance is good this week.",
    "Message left for the health visitor.",
    "Discussed in supervision. Visit to be brought forward.",
    "Parent telephoned to say that they had moved appointments.",
)
SCHOOL_CONCERN = {
    "hunger": ("Asked for food before lunch. Given breakfast.",),
    "hygiene": ("Came in the same unwashed clothes as yesterday.", "Uniform needed washing. Spare given."),
    "behaviour": ("Unsettled in class and found it hard to join in.",),
    "withdrawn": ("Quieter than usual and alone at break.",),
    "attendance": ("Late three times this week.",),
    "parent": ("Parent seemed unwell at collection.", "Parents argued at the gate."),
    "not_collected": ("Not collected until forty minutes after the end of school.",),
    "online": ("Upset by messages from other pupils.",),
    "domestic_abuse": ("Said that there had been shouting at home.",),
}
CHILD_SAID = (
    "Said that they like reading at home.",
    "Said that everything was fine.",
    "Talked about football and a friend.",
    "Said that mum gets tired.",
    "Did not want to talk today.",
)
ADULT_CONCERN = (
    "Carer reports that support at home is no longer enough.",
    "Bank withdrawals that the person cannot explain.",
    "Bruise noticed at a routine visit. Person says that they fell.",
    "Home is cluttered and the person is not eating well.",
)
EMERGENCY = (
    "Injury consistent with the account given.",
    "Seen, treated and discharged with advice.",
    "Observed for some hours and discharged.",
    "Advice leaflet given. GP informed.",
)
HOUSING_TROUBLE = (
    "Letter sent and visit offered.",
    "Payment plan agreed.",
    "Neighbour's complaint recorded.",
)
COMMUNITY = (
    "Neighbour hears shouting most evenings and children crying.",
    "Caller has not seen the children outside for some time.",
    "Caller worried that an elderly neighbour is not managing.",
)
INTELLIGENCE = (
    "Information that a person at the address may be supplying drugs to young people.",
    "Information that young people gather at a takeaway late at night.",
    "Information that an adult gives lifts and gifts to teenagers.",
)
SUPPORT = (
    "Call with client. Safety plan reviewed.",
    "Client asks for help with housing. Appointment made.",
    "No reply to agreed call. Tried again at a safe time.",
)
