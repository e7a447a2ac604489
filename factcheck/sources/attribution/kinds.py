"""Patterns of what a noun phrase names: an outlet, a document, an office, a government, a body, a person."""

import re

from factcheck.sources.attribution.words import words

OUTLET = re.compile(
    r"\b(?:Times|Post|Journal|Tribune|Herald|Gazette|Reuters|AP|Associated Press|AFP|BBC|CNN|NBC|CBS|ABC|NPR"
    r"|Bloomberg|Politico|POLITICO|Guardian|Telegraph|Courier|Chronicle|Observer|Examiner|Daily|News|TV|Radio"
    r"|Wire|Echo|Globe|Mirror|Dispatch|Register|Sentinel|Standard|Channel \w+|Broadcasting|Press|Weekly"
    r"|(?:Evening|Morning|Sunday|Daily|Weekly) [A-Z]\w+"
    r"|Lantern|Inquirer|Enquirer|Bulletin|Argus|Beacon|Ledger|Mercury|Monitor|Recorder|Spectator|Statesman"
    r"|Al-?Jazeera|Haaretz|TASS|Xinhua|Axios|Spiegel|Monde|TODAY)\b"
    r"|\b(?:newspapers?|magazines?|tabloids?|broadcasters?|outlets?|media|websites?|periodicals?|channels?|blogs?|television"
    r"|news agency|news agencies|press|wire services?|dail(?:y|ies)|weekl(?:y|ies)|paper)$"
)
DOCUMENT = re.compile(
    r"\b(?:reports?|polls?|surveys?|study|studies|statements?|letters?|documents?|memos?|filings?|lawsuits?"
    r"|complaints?|indictments?|transcripts?|e-?mails?|data|figures|records?|articles?|editorials?|books?|audits?"
    r"|analys[ie]s|findings|ads?|videos?|papers|research|reviews?|rulings?|opinion|messages?|releases?|text|tally"
    r"|script|story|stories|accounts?|tweets?|posts?|cables?|minutes|notes?|numbers|results|statistics|brief|logs?"
    r"|averages?|dossiers?|memorandum|ledgers?|diar(?:y|ies)|affidavits?|decision|submission|recordings?"
    r"|warrants?|certificates?|bulletins?|dispatch(?:es)?|communiqu[eé]s?|inquiry|testimony|contracts?|manuals?|footage|census|counts?|estimates?|calculations?|interviews?|intelligence)$",
    re.IGNORECASE,
)
ROLE = re.compile(
    r"\b(?:president|minister|ambassador|spokes(?:man|woman|person)|secretary|governor|senator|mayor|director"
    r"|chair(?:man|woman)?|candidate|nominee|judge|commander|coach|pilot|general|colonel|captain|premier|owner"
    r"|professor|bishop|sheriff|chief|head|leader|envoy|officer|manager|king|queen|pope|author|lawyer|attorney"
    r"|ceo|prosecutor|treasurer|chancellor|deputy|commissioner|inspector|speaker|principal|coroner|editor"
    r"|prefect|prince|princess|duke|archbishop|cardinal|marshal|brigadier|lieutenant|admiral|major|superintendent"
    r"|consul|councill?or|lawmaker|legislator|boss|archdeacon|imam|rabbi|sultan|emir|solicitor|barrister|captain"
    r"|ombudsman|auditor|rector|founder|congress(?:man|woman)|justice)$",
    re.IGNORECASE,
)
ROLE_PLURAL = re.compile(ROLE.pattern.removesuffix("$") + "s$", re.IGNORECASE)
GOVERNMENT = re.compile(
    r"^(?:moscow|washington|beijing|london|kyiv|jerusalem|tehran|ankara|paris|berlin|brussels|damascus|riyadh"
    r"|seoul|tokyo|delhi|cairo|baghdad|islamabad|pyongyang|warsaw|rome|madrid|kremlin|pentagon|congress|nato"
    r"|israel|russia|china|iran|ukraine|hamas)$"
)
ORGANISATION = re.compile(
    r"\b(?:Ministry|Department|Committee|Council|Commission|Party|University|Institute|Foundation|Association"
    r"|Agency|Bank|Court|House|Company|Corporation|Inc|Ltd|Group|Union|League|Bureau|Authority|Administration"
    r"|Center|Centre|Board|Society|Office|Police|Army|Service|Fund|Trust|Hospital|Network|Alliance|Coalition)\b"
)
PERSON = re.compile(
    r"(?<!pap)(?<!lett)(?<!cent)(?<!numb)(?:worker|driver|teacher|soldier|officer|employee|guard|resident|doctor"
    r"|nurse|pilot|m[ae]n|wom[ae]n|neighbou?r|sergeant|colonel|deput(?:y|ies)|donor|striker|colleague|paramedic|boy|girl"
    r"|mother|father|brother|sister|son|daughter|husband|predecessor|successor|landlord|clerk|scientist|official|accused|clerk|cousin|friend|wife|widow|witness|student|ist|er|or|ian)s?$",
    re.IGNORECASE,
)
BODY = re.compile(
    r"\b(?:compan(?:y|ies)|firms?|banks?|clubs?|councils?|ministr(?:y|ies)|departments?|agenc(?:y|ies)|unions?|governments?"
    r"|committees?|courts?|board|boards|desk|party|parties|group|groups|team|teams|army|police|hospital|hospitals|office"
    r"|regulator|operator|insurer|employer|carrier|manufacturer|supplier|lender|retailer|developer|broadcaster|charity"
    r"|charities|airline|airlines|university|universities|school|schools|church|foundation|association|commission|campaign"
    r"|administration|parliament|coastguard|service|services|family|crowd|side|sides|states|countries|nations|voters"
    r"|prosecution|defence|defense|opposition|centers?|centres?|institutes?|chapter|panel|organi[sz]ations?)$",
    re.IGNORECASE,
)
UNNAMED = re.compile(
    r"\b(?:sources?|officials?|diplomats?|aides?|insiders?|advis[eo]rs?|witness(?:es)?|people|person|persons"
    r"|residents?|experts?|analysts?|spokes(?:man|woman|person|people)|some|many|others|one|those|critics"
    r"|observers|lawmakers|supporters|voters|most|several|few|whistleblowers?)$",
    re.IGNORECASE,
)
SEVERAL = words("""they some many others people media several few both republicans democrats police those""")

KIND_OF_ENTRY = {
    "person": "named",
    "office": "named_role",
    "outlet": "outlet",
    "document": "document",
    "collective": "collective",
    "anonymous": "unnamed_described",
}
"""How a registry's kinds of source count as identification."""
