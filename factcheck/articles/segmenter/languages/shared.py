"""Abbreviations of Latin script that newsrooms use in every language."""

from factcheck.articles.segmenter.language import words

TITLES = words(
    "mr mrs ms mx messrs dr drs prof profs gen maj col lt capt cpt cmdr sgt cpl pvt adm brig sen rep reps "
    "sens gov govs pres hon rev fr sr st mt ft supt insp det atty ald amb asst assoc dir sec hrh viz"
)
"""In front of a name, when written with a capital ("Gen. Brown")."""

REFERENCE_WORDS = words(
    "no nos nr p pp vol vols fig figs art arts sec sect ch eq para op núm num pág págs pag n° cap"
)
"""In front of a number ("No. 10")."""

COMPANY_ENDINGS = words("bros inc corp ltd co dr prof jr st vs mr mrs")
"""Written with a capital, they end a sentence only in front of a word that opens one."""

DOMAIN_ENDINGS = words("com org net edu gov info ru de uk")
"""After a full stop without a space, these are a web address, not a new sentence."""
