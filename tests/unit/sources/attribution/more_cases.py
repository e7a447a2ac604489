"""Sentences with verbs that have no subject of their own, with claims as nouns, and with clauses in clauses; invented.

Written like `RULE_CASES`.
"""

MORE_CASES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "controlled": [
        (
            "A caller had phoned the museum to claim that the vase was a copy.",
            ("A caller | claim | that the vase was a copy | asserts | -",),
        ),
        (
            "The keeper was forced to admit that the gate had been left open.",
            ("The keeper | admit | that the gate had been left open | asserts | -",),
        ),
        (
            "The smell led the wardens to conclude that the tank was leaking.",
            ("the wardens | conclude | that the tank was leaking | asserts | -",),
        ),
        (
            "A clerk was fined for saying that the ballots were lost.",
            ("A clerk | saying | that the ballots were lost | asserts | -",),
        ),
        ("The board was asked to confirm that the sale was off.", ()),
    ],
    "heard_from": [
        (
            "Edda Lorn said she had learned from a neighbour that the mill was sold.",
            (
                "Edda Lorn | said | she had learned from a neighbour that the mill was sold | asserts | -",
                "a neighbour | learned from | that the mill was sold | asserts | 0",
            ),
        ),
    ],
    "unsourced": [
        (
            "It emerged on Tuesday that the vault had been empty for years.",
            ("- | emerged | that the vault had been empty for years | reports | -",),
        ),
        (
            "It later came to light that inspectors had warned the owner twice.",
            ("- | later came to light | that inspectors had warned the owner twice | reports | -",),
        ),
    ],
    "claim_that": [
        (
            "Ms Orr's statement to wardens that she saw a lantern was read aloud.",
            ("Ms Orr | statement | that she saw a lantern | asserts | -",),
        ),
        (
            "Dario Fenn denied a claim on social media that the pier would close.",
            (
                "Dario Fenn | denied | a claim on social media that the pier would close | denies | -",
                "- | claim | that the pier would close | reports | 0",
            ),
        ),
        (
            "Asked about reports that the ferry would be sold, Lena Voss said no offer had been made.",
            (
                "- | reports | that the ferry would be sold | reports | -",
                "Lena Voss | said | no offer had been made | asserts | -",
            ),
        ),
        (
            "Mr Ash rejected the claim of the interior minister that the marchers were paid.",
            (
                (
                    "Mr Ash | rejected | the claim of the interior minister that the marchers were paid | denies | -"
                ),
                "the interior minister | claim | that the marchers were paid | asserts | 0",
            ),
        ),
    ],
    "subject_verb": [
        (
            "The Gazette reported that the duke was ill, a claim his doctor dismissed as gossip.",
            (
                "The Gazette | reported | that the duke was ill | reports | -",
                "his doctor | dismissed | a claim ; gossip | asserts | -",
            ),
        ),
        (
            "Pia Sand asked for the ledger, which she said showed that the rent was paid.",
            (
                (
                    "Pia Sand | asked | for the ledger, which she said showed that the rent was paid | asserts | -"
                ),
                "she | said | which ; showed that the rent was paid | asserts | 0",
                "which | showed | that the rent was paid | reports | 1",
            ),
        ),
        (
            "The council has no record of the meeting that Mr Rusk claims took place in March.",
            ("Mr Rusk | claims | that ; took place in March | asserts | -",),
        ),
        (
            "The clerk heard him tell the porter that the safe was open.",
            ("him | tell | that the safe was open | asserts | -",),
        ),
        (
            'The office said the order "was not, as the guild now claims, a trick on the poor".',
            (
                (
                    'The office | said | the order "was not, as the guild now claims, a trick on the poor". | '
                    "asserts | -"
                ),
                "the guild | now claims | was not ; a trick on the poor | asserts | 0",
            ),
        ),
        (
            "The skipper said the pumps had failed (the owner told the Courier they were new).",
            (
                "The skipper | said | the pumps had failed | asserts | -",
                "the owner | told | they were new | asserts | -",
            ),
        ),
        (
            "Two clerks told the warden, she said, that the seal had been broken.",
            (
                "Two clerks | told | that the seal had been broken | asserts | 1",
                "she | said | Two clerks told the warden ; that the seal had been broken | asserts | -",
            ),
        ),
        (
            "The guests had only reported that the soup was cold.",
            ("The guests | had only reported | that the soup was cold | reports | -",),
        ),
        (
            "Letters found last week suggest that the heir was promised a farm.",
            ("Letters found last week | suggest | that the heir was promised a farm | asserts | -",),
        ),
        (
            "Lena Orth said Tuesday she had been told by the builder that the wall would hold.",
            (
                (
                    "Lena Orth | said | she had been told by the builder that the wall would hold | asserts | -"
                ),
                "the builder | had been told by | that the wall would hold | asserts | 0",
            ),
        ),
        (
            "The weekly, which first reported the theft, said wardens believed the thief had a key.",
            (
                "The weekly | said | wardens believed the thief had a key | asserts | -",
                "wardens | believed | the thief had a key | believes | 0",
            ),
        ),
        (
            "The jury heard how Mr Dall told his brother that the barn was burning.",
            (
                "- | heard | how Mr Dall told his brother that the barn was burning | reports | -",
                "Mr Dall | told | that the barn was burning | asserts | 0",
            ),
        ),
        (
            (
                "Dockers told the weekly Prow that a guard admitted he had been asleep, and that two others "
                "claimed to be ill."
            ),
            (
                (
                    "Dockers | told | that a guard admitted he had been asleep, and that two others claimed to be "
                    "ill | asserts | -"
                ),
                "a guard | admitted | he had been asleep | asserts | 0",
                "two others | claimed | to be ill | asserts | 0",
            ),
        ),
        (
            "The keepers, say engineers, believe the lamp is broken.",
            (
                "engineers | say | The keepers | asserts | -",
                "The keepers | believe | the lamp is broken | believes | -",
            ),
        ),
        (
            'The steward said she "categorically rejects" the suggestion that she hid the ledger.',
            (
                (
                    'The steward | said | she "categorically rejects" the suggestion that she hid the ledger | '
                    "asserts | -"
                ),
                "she | categorically rejects | the suggestion that she hid the ledger | denies | 0",
                "- | suggestion | that she hid the ledger | reports | 1",
            ),
        ),
    ],
    "shared": [
        (
            "The pilots deny drinking and say the bottle was not theirs.",
            (
                "The pilots | deny | drinking | denies | -",
                "The pilots | say | the bottle was not theirs | asserts | -",
            ),
        ),
        (
            "The mayor, his aide said, is recovering and has told friends that he will be back.",
            (
                (
                    "his aide | said | The mayor ; is recovering and has told friends that he will be back | "
                    "asserts | -"
                ),
                "The mayor | has told | that he will be back | asserts | 0",
            ),
        ),
        (
            "Marchers who have taken to the bridge and called for a vote said nobody would leave.",
            (
                "who | called | a vote | asserts | -",
                (
                    "Marchers who have taken to the bridge and called for a vote | said | nobody would leave | "
                    "asserts | -"
                ),
            ),
        ),
        (
            (
                "Scribes said it feared losses, and denied a report in the Abendblatt that the press was for "
                "sale."
            ),
            (
                "Scribes | said | it feared losses | asserts | -",
                "Scribes | denied | a report in the Abendblatt that the press was for sale | denies | -",
                "the Abendblatt | report | that the press was for sale | reports | 1",
            ),
        ),
        (
            "Nina Roe's cousins saw the film, according to their lawyer, and said it proved nothing.",
            (
                (
                    "their lawyer | according to | Nina Roe's cousins saw the film ; and said it proved nothing | "
                    "asserts | -"
                ),
                "Nina Roe's cousins | said | it proved nothing | asserts | 0",
            ),
        ),
    ],
    "citing": [
        (
            (
                "The Valley Herald, citing two clerks, said the treasurer had admitted that the safe was empty."
            ),
            (
                "two clerks | citing | the treasurer had admitted that the safe was empty | asserts | 1",
                (
                    "The Valley Herald | said | the treasurer had admitted that the safe was empty | asserts | -"
                ),
                "the treasurer | had admitted | that the safe was empty | asserts | 0",
            ),
        ),
        (
            (
                "The Orsk health board said on Friday, citing river samples, that nurses had reported no new "
                "cases."
            ),
            (
                "The Orsk health board | said | that nurses had reported no new cases | asserts | -",
                "river samples | citing | that nurses had reported no new cases | asserts | 0",
                "nurses | had reported | no new cases | reports | 1",
            ),
        ),
    ],
    "inverted": [
        (
            "On Friday the bank's spokesman, Jan Holt, denied a claim that the vault was flooded.",
            (
                ("the bank's spokesman, Jan Holt | denied | a claim that the vault was flooded | denies | -"),
                "- | claim | that the vault was flooded | reports | 0",
            ),
        ),
    ],
    "passive": [
        (
            "The goalkeeper was quoted by the weekly Net as having told his friends that he would leave.",
            (
                "the weekly Net | was quoted by | that he would leave | quotes | -",
                "The goalkeeper | told | that he would leave | asserts | 0",
            ),
        ),
        (
            "Wardens insist that no bell was rung, a version disputed by the harbour office.",
            (
                "Wardens | insist | that no bell was rung | asserts | -",
                "the harbour office | disputed by | a version | denies | -",
            ),
        ),
    ],
    "according_to": [
        (
            (
                "According to a porter, quoted by the Evening Bell, the bishop told his staff that he would not "
                "stay."
            ),
            (
                (
                    "the Evening Bell | quoted by | the bishop told his staff that he would not stay | quotes | -"
                ),
                "a porter | According to | the bishop told his staff that he would not stay | asserts | 0",
                "the bishop | told | that he would not stay | asserts | 1",
            ),
        ),
    ],
    "light_verb": [
        (
            "The bishop's office issued a statement saying that he regretted the delay.",
            (
                (
                    "The bishop's office | issued a statement saying | that he regretted the delay | asserts | -"
                ),
            ),
        ),
        (
            "Lena Roth is raising questions about the sale of the mill.",
            ("Lena Roth | is raising questions about | the sale of the mill | asserts | -",),
        ),
    ],
}
