"""Sentences for each rule, with what is to be found in them; invented.

A line of what is found: source | cue | content ; content | act | number of the outer one.
"""

RULE_CASES: dict[str, list[tuple[str, tuple[str, ...]]]] = {
    "subject_verb": [
        (
            "The ferry office said the crossing was cancelled.",
            ("The ferry office | said | the crossing was cancelled | asserts | -",),
        ),
        (
            '"The tide took the pier," Nora Vance said.',
            ('Nora Vance | said | "The tide took the pier," | asserts | -',),
        ),
        (
            "Wardens say poachers told them the fence was cut.",
            (
                "Wardens | say | poachers told them the fence was cut | asserts | -",
                "poachers | told | the fence was cut | asserts | 0",
            ),
        ),
        (
            "Ida Roth, a surveyor, said in a note on Friday that the wall had moved.",
            ("Ida Roth, a surveyor | said | that the wall had moved | asserts | -",),
        ),
        (
            "The pond, they said, was drained in May.",
            ("they | said | The pond ; was drained in May | asserts | -",),
        ),
        (
            "The harbour was never safe, as Captain Inder put it.",
            ("Captain Inder | put it | The harbour was never safe | asserts | -",),
        ),
        (
            "The court heard that Mr Lund had sold the boat.",
            ("- | heard | that Mr Lund had sold the boat | reports | -",),
        ),
        (
            "A hunter heard the ranger tell a visitor that the path was shut.",
            ("the ranger | tell | that the path was shut | asserts | -",),
        ),
        (
            "Only later did the firm admit that the pipe had burst.",
            ("the firm | admit | that the pipe had burst | asserts | -",),
        ),
    ],
    "inverted": [
        (
            '"Nobody asked us," said Tom Arden, a farmer.',
            ('Tom Arden, a farmer | said | "Nobody asked us," | asserts | -',),
        ),
        (
            "The lift will open by June, predicted Ola Brandt, the builder's chief engineer.",
            (
                "Ola Brandt, the builder's chief engineer | predicted | The lift will open by June | predicts | -",
            ),
        ),
        (
            'Said one clerk at the depot: "We saw nothing."',
            ('one clerk at the depot | Said | "We saw nothing." | asserts | -',),
        ),
    ],
    "fronted_participle": [
        (
            "Claiming the vote was stolen, Mr Hart left the hall.",
            ("Mr Hart | Claiming | the vote was stolen | asserts | -",),
        ),
    ],
    "shared": [
        (
            "The vet said the herd was healthy, adding that two cows were old.",
            (
                "The vet | said | the herd was healthy | asserts | -",
                "The vet | adding | that two cows were old | asserts | -",
            ),
        ),
        (
            "The guide praised the hut and said that the roof would be mended.",
            (
                "The guide | praised | the hut | asserts | -",
                "The guide | said | that the roof would be mended | asserts | -",
            ),
        ),
        (
            "A lawyer said the crew had apologised and admitted that the log was false.",
            (
                "A lawyer | said | the crew had apologised and admitted that the log was false | asserts | -",
                "the crew | admitted | that the log was false | asserts | 0",
            ),
        ),
    ],
    "light_verb": [
        (
            "The nurse raised doubts about the count.",
            ("The nurse | raised doubts about | the count | asserts | -",),
        ),
        (
            "The envoy made it clear that the border would stay shut.",
            ("The envoy | made it clear | that the border would stay shut | asserts | -",),
        ),
    ],
    "passive": [
        (
            "The plan was criticised by the Anglers' League as reckless.",
            ("the Anglers' League | was criticised by | The plan ; as reckless | asserts | -",),
        ),
        (
            "The envoy was quoted by the Harbour Post as saying that the talks had failed.",
            (
                "the Harbour Post | was quoted by | that the talks had failed | quotes | -",
                "The envoy | saying | that the talks had failed | asserts | 0",
            ),
        ),
        (
            "Passengers were told by a guard that the bridge had been checked.",
            ("a guard | were told by | that the bridge had been checked | asserts | -",),
        ),
        (
            '"There is no shortage," the minister was quoted as saying by the Daily Lantern.',
            (
                'the Daily Lantern | was quoted | "There is no shortage," | quotes | -',
                'the minister | saying | "There is no shortage," | asserts | 0',
            ),
        ),
    ],
    "quoted_as": [
        (
            "The Harbour Post quoted a diver as saying the hull was cracked.",
            (
                "The Harbour Post | quoted | a diver as saying the hull was cracked | quotes | -",
                "a diver | saying | the hull was cracked | asserts | 0",
            ),
        ),
        (
            '"The road is open," the agency Tavi quoted Major Orla Dean as saying.',
            (
                'the agency Tavi | quoted | "The road is open," ; Major Orla Dean as saying | quotes | -',
                'Major Orla Dean | saying | "The road is open," | asserts | 0',
            ),
        ),
        (
            "Minutes of the meeting record Ms Pohl as saying the fund was empty.",
            (
                "Minutes of the meeting | record | Ms Pohl as saying the fund was empty | reports | -",
                "Ms Pohl | saying | the fund was empty | asserts | 0",
            ),
        ),
    ],
    "unsourced": [
        (
            "The brooch is said to weigh two ounces.",
            ("- | is said | The brooch ; to weigh two ounces | reports | -",),
        ),
        (
            "It was claimed in court that the safe had been open.",
            ("- | was claimed | that the safe had been open | reports | -",),
        ),
        (
            "The keeper is accused of telling guests that the lake was safe.",
            (
                "- | is accused | The keeper ; of telling guests that the lake was safe | reports | -",
                "The keeper | telling | that the lake was safe | asserts | 0",
            ),
        ),
        (
            "Jurors were told that the lamp was broken.",
            ("- | were told | that the lamp was broken | reports | -",),
        ),
        ("The ice was thin, the inquest was told.", ("- | was told | The ice was thin | reports | -",)),
    ],
    "infinitive": [
        (
            "The treasurer is reported to have told aides that the account was empty.",
            (
                "- | is reported | The treasurer ; to have told aides that the account was empty | reports | -",
                "The treasurer | to have told | that the account was empty | asserts | 0",
            ),
        ),
        (
            "Mr Vail claims to have warned the board that the dam was old.",
            (
                "Mr Vail | claims | to have warned the board that the dam was old | asserts | -",
                "Mr Vail | to have warned | that the dam was old | asserts | 0",
            ),
        ),
    ],
    "according_to": [
        (
            "According to the Harbour Post, the mill employs forty people.",
            ("the Harbour Post | According to | the mill employs forty people | asserts | -",),
        ),
        (
            "The mill employs forty people, according to a report by the water board.",
            ("a report by the water board | according to | The mill employs forty people | asserts | -",),
        ),
        (
            "The envoy said that, according to satellite data, the convoy had turned back.",
            (
                "The envoy | said | that, according to satellite data, the convoy had turned back | asserts | -",
                "satellite data | according to | the convoy had turned back | asserts | 0",
            ),
        ),
    ],
    "in_the_words_of": [
        (
            'The treaty is, in the words of its author, Ilse Brandt, "a door without a house".',
            (
                'its author, Ilse Brandt | in the words of | The treaty is ; "a door without a house". | asserts | -',
            ),
        ),
    ],
    "citing": [
        (
            "The Harbour Post reported that the ferry was full, citing two deckhands.",
            (
                "The Harbour Post | reported | that the ferry was full | reports | -",
                "two deckhands | citing | that the ferry was full | asserts | 0",
            ),
        ),
        (
            "The regulator said on Friday, citing an internal memo, that the pumps had been off.",
            (
                "The regulator | said | that the pumps had been off | asserts | -",
                "an internal memo | citing | that the pumps had been off | asserts | 0",
            ),
        ),
        (
            "Judge Alma Reuter, who cited a visitor log, said the hearing would be moved.",
            (
                "a visitor log | cited | the hearing would be moved | asserts | 1",
                "Judge Alma Reuter | said | the hearing would be moved | asserts | -",
            ),
        ),
    ],
    "claim_that": [
        (
            "Her claim that the ballots were burned drew laughter.",
            ("Her | claim | that the ballots were burned | asserts | -",),
        ),
        (
            "A report by the water board that the wells were clean was withdrawn.",
            ("the water board | report | that the wells were clean | reports | -",),
        ),
        (
            "The bank denied reports that it had sold the mine.",
            (
                "The bank | denied | reports that it had sold the mine | denies | -",
                "- | reports | that it had sold the mine | reports | 0",
            ),
        ),
        (
            "The captain's claim that the crew had slept was rejected by the inquiry.",
            (
                "The captain | claim | that the crew had slept | asserts | 1",
                "the inquiry | was rejected by | The captain's claim that the crew had slept | denies | -",
            ),
        ),
    ],
    "showing_that": [
        (
            "Police found a letter saying that the barn would burn.",
            ("a letter | saying | that the barn would burn | asserts | -",),
        ),
    ],
    "hearsay": [
        (
            "The firm reportedly sold the ship in May.",
            ("- | reportedly | The firm ; sold the ship in May | reports | -",),
        ),
    ],
    "colon": [
        ("Poll: Most anglers oppose the weir", ("Poll | : | Most anglers oppose the weir | reports | -",)),
        (
            'Harbour master: "The gates are shut."',
            ('Harbour master | : | "The gates are shut." | asserts | -',),
        ),
    ],
    "dash": [
        (
            '"The season is over." — Carla Moss, skipper',
            ('Carla Moss, skipper | — | "The season is over." | asserts | -',),
        ),
    ],
    "": [
        ("The claims office handles calls and reports from the public.", ()),
        ("Police questioned a guard and searched the trailer.", ()),
        ("The museum will show three paintings in May.", ()),
        ("The recipe needs two eggs and a cup of flour.", ()),
        ("Officers called an ambulance and closed the road.", ()),
        ("The driver, who asked not to be named, left.", ()),
        ("The bank declined to comment.", ()),
        ("According to plan, the second stage separated.", ()),
        ("The clerk claimed £300 in expenses.", ()),
        ("The quoted price includes the cost of the journey.", ()),
        ("It goes without saying that the trains were full.", ()),
    ],
    "heard_from": [
        (
            "The owner heard from a sailor that the buoy was gone.",
            ("a sailor | heard from | that the buoy was gone | asserts | -",),
        ),
    ],
    "controlled": [
        (
            "A caller had phoned the museum to claim that the vase was a copy.",
            ("A caller | claim | that the vase was a copy | asserts | -",),
        ),
        (
            "The smell led the wardens to conclude that the tank was leaking.",
            ("the wardens | conclude | that the tank was leaking | asserts | -",),
        ),
    ],
}
