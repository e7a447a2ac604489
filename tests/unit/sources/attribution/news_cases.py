"""More sentences for the rules, as news writes them: appositions, asides and clauses between the parts; invented.

Written like `RULE_CASES`.
"""

NEWS_CASES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "passive": [
        (
            (
                'A "well-placed" Tarsk official was quoted by the Northern Courier, a weekly printed '
                'in Veldt, as saying that his government had "run out of patience".'
            ),
            (
                (
                    "the Northern Courier, a weekly printed in Veldt | was quoted by | that his "
                    'government had "run out of patience". | quotes | -'
                ),
                (
                    'A "well-placed" Tarsk official | saying | that his government had "run out of '
                    'patience". | asserts | 0'
                ),
            ),
        ),
        (
            (
                '"It is finished," a senior negotiator, who had spent the night there, was quoted by '
                "the agency Baltinfo as saying."
            ),
            (
                'the agency Baltinfo | was quoted by | "It is finished," | quotes | -',
                'a senior negotiator, who had spent the night there | saying | "It is finished," | asserts | 0',
            ),
        ),
        (
            (
                "The union's claim that managers had been told the roof leaked was dismissed by a "
                'spokesman as "fantasy".'
            ),
            (
                "The union | claim | that managers had been told the roof leaked | asserts | 2",
                "- | had been told | the roof leaked | reports | 0",
                (
                    "a spokesman | was dismissed by | The union's claim that managers had been told the "
                    'roof leaked ; as "fantasy". | denies | -'
                ),
            ),
        ),
    ],
    "subject_verb": [
        (
            "The vote is expected to be close, analysts at Brell Capital predicted in a note to clients.",
            (
                "- | is expected | The vote ; to be close | believes | 1",
                "analysts at Brell Capital | predicted | The vote is expected to be close | predicts | -",
            ),
        ),
        (
            (
                "Two of the women told the Observer, a Sunday newspaper, that a manager had warned "
                "them not to speak."
            ),
            (
                "Two of the women | told | that a manager had warned them not to speak | asserts | -",
                "a manager | had warned | not to speak | asserts | 0",
            ),
        ),
        (
            (
                '"The talks are dead," the foreign minister, Jana Kovac, told reporters in Geneva, '
                '"and everyone knows it."'
            ),
            (
                (
                    'the foreign minister, Jana Kovac | told | "The talks are dead," ; "and everyone '
                    'knows it." | asserts | -'
                ),
            ),
        ),
        (
            (
                "Two people with knowledge of the inquiry said the colonel, now retired, had "
                "testified that he was ordered to shoot."
            ),
            (
                (
                    "Two people with knowledge of the inquiry | said | the colonel, now retired, had "
                    "testified that he was ordered to shoot | asserts | -"
                ),
                "the colonel, now retired | had testified | that he was ordered to shoot | asserts | 0",
            ),
        ),
        (
            "The government of Oskar Lind believes, aides say, that the opposition will accept the deal.",
            (
                (
                    "The government of Oskar Lind | believes | that the opposition will accept the deal | "
                    "believes | 1"
                ),
                (
                    "aides | say | The government of Oskar Lind believes ; that the opposition will "
                    "accept the deal | asserts | -"
                ),
            ),
        ),
        (
            "The Sunday Argus, which has seen the contract, says the club paid the agent twice.",
            (
                (
                    "The Sunday Argus, which has seen the contract | says | the club paid the agent twice "
                    "| asserts | -"
                ),
            ),
        ),
    ],
    "according_to": [
        (
            "The firm hid losses, according to a report by the Daily Ledger that cited internal emails.",
            (
                "a report by the Daily Ledger | according to | The firm hid losses | asserts | -",
                "internal emails | cited | The firm hid losses | asserts | 0",
            ),
        ),
        (
            "According to the court's ruling, published on Wednesday, the founder had lied.",
            (
                (
                    "the court's ruling, published on Wednesday | According to | the founder had lied | "
                    "asserts | -"
                ),
            ),
        ),
        (
            "The paper said that the king, according to palace sources, would abdicate.",
            (
                "The paper | said | that the king, according to palace sources, would abdicate | asserts | -",
                "palace sources | according to | that the king ; would abdicate | asserts | 0",
            ),
        ),
    ],
    "citing": [
        (
            (
                "The ministry, citing a leaked audit first reported by the Evening Standard, said the "
                "bridge was safe."
            ),
            (
                (
                    "a leaked audit first reported by the Evening Standard | citing | the bridge was safe "
                    "| asserts | 1"
                ),
                "The ministry | said | the bridge was safe | asserts | -",
            ),
        ),
        (
            "No one was hurt, police said, citing a preliminary count by the fire service.",
            (
                "police | said | No one was hurt | asserts | -",
                "a preliminary count by the fire service | citing | No one was hurt | asserts | 0",
            ),
        ),
        (
            "Inflation slowed, the statistics office said, citing cheaper fuel.",
            (
                "the statistics office | said | Inflation slowed | asserts | -",
                "the statistics office | citing | cheaper fuel | cites | -",
            ),
        ),
    ],
    "inverted": [
        (
            'The deal, said a banker who advised one of the bidders, was "dead on arrival".',
            (
                (
                    'a banker who advised one of the bidders | said | The deal ; was "dead on arrival". | '
                    "asserts | -"
                ),
            ),
        ),
        (
            "The road will be closed, wrote the columnist Ewa Lis in Friday's Kurier.",
            ("the columnist Ewa Lis | wrote | The road will be closed | asserts | -",),
        ),
    ],
    "infinitive": [
        (
            'The ambassador was said by two colleagues to have called the treaty "a joke".',
            (
                (
                    'two colleagues | was said by | The ambassador ; to have called the treaty "a joke". '
                    "| asserts | -"
                ),
                'The ambassador | to have called | the treaty "a joke". | asserts | 0',
            ),
        ),
    ],
}
