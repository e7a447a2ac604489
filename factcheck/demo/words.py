"""Words of which the demonstration's stories are made: an invented coast with its people, offices and newspapers."""

from __future__ import annotations

TOWNS = ("Port Alder", "Tarsk", "Hallin", "Vesper Bay", "Nordholt", "Ardmoor", "Quayle", "Sund")
FIRST_NAMES = (
    "Mara",
    "Peter",
    "Ilse",
    "Tomas",
    "Ruth",
    "Jonas",
    "Amira",
    "David",
    "Hana",
    "Karl",
    "Noor",
    "Lena",
)
LAST_NAMES = ("Roe", "Lindqvist", "Okafor", "Haddad", "Brandt", "Novak", "Sorel", "Levin", "Marsh", "Ferrer")
ROLES = (
    "the harbour master",
    "the mayor",
    "a spokeswoman for the ministry",
    "the director of the ferry line",
    "the head of the port authority",
    "a professor of economics",
    "the union’s secretary",
)
OUTLETS = ("The Meridian", "Coast Weekly", "Tarsk Review", "Agency 24", "Harbour Radio", "The Evening Ledger")
DOCUMENTS = (
    "the budget report",
    "a court ruling of March",
    "the census office’s yearbook",
    "minutes of the council",
    "an internal memo",
    "the audit of the port authority",
)
UNNAMED = (
    "a senior official",
    "a person familiar with the talks",
    "two officials",
    "a diplomat",
    "a source close to the ministry",
    "people at the company",
)
THINGS = (
    "ferry crossings",
    "fishing permits",
    "school places",
    "harbour inspections",
    "night buses",
    "building permits",
    "hospital beds",
    "customs checks",
)
SUBJECTS = (
    "the harbour levy",
    "the northern ferry route",
    "the storm",
    "the new customs hall",
    "the fishing quota",
    "the island hospital",
    "the coastal railway",
    "the desalination plant",
)
HEADLINES = (
    "{town} reopens the debate on {subject}",
    "What {subject} cost {town}",
    "Council of {town} votes on {subject}",
    "{outlet} interview: {person} on {subject}",
    "Doubts grow over {subject} in {town}",
    "Talks on {subject} resume in {town}",
)
FACTS = (
    "{few} of the {many} {things} planned for {town} were cancelled last year",
    "the number of {things} in {town} rose by {percent} percent within two years",
    "{town} spent {few} million crowns on {subject} before the vote",
    "{things} in {town} cost {percent} percent more than in {other}",
    "nobody in {town} was told about {subject} until {month}",
    "{subject} was approved by {few} votes to {less}",
    "at least {few} families left {town} because of {subject}",
    "the plan for {subject} was copied from {other}",
)
MONTHS = ("January", "March", "May", "September", "November")
REASONS = (
    "The register has it otherwise: the figure counts renewals as new permits.",
    "The document says so in its second paragraph, with the same figures.",
    "Two of the three figures hold; the third is from the year before.",
    "The speaker was asked and stands by it, but the minutes differ.",
    "Only the agency’s story has this, and all others copied it.",
    "The number is right, the period is not.",
)
QUESTIONS = (
    "Is the year before or after the reform meant here?",
    "The minutes give two numbers. Which one do we take?",
    "Does a forecast count as a claim?",
)
ANSWERS = (
    "After; the reform came into force in May.",
    "The second: it was corrected later.",
    "See the guidelines.",
)
WAIVER_REASONS = (
    "The document was read at the desk; its link came later.",
    "Nobody else was there, and the two agree.",
    "Confirmed by phone with the office.",
    "The desk lead has seen it and lets it stand.",
)
"""Why somebody lets a finding stand."""
GUIDELINES = """# How we check

1. Read the sentence as a reader would.
2. Ask who knows it first hand, and go there.
3. One unnamed source is not enough for a claim that harms somebody.

A forecast is a claim about what somebody expects, not about what will be."""
ARABIC_TITLE = "الميناء يستأنف المحادثات"
ARABIC = (
    "قال رئيس البلدية إن {few} من أصل {many} رحلة أُلغيت العام الماضي.",
    "ذكرت وكالة محلية نقلا عن مسؤول أن الرسوم ارتفعت بنسبة {percent} في المئة.",
    "يقول السكان إنهم لم يُبلغوا بالخطة حتى مارس.",
    "وافق المجلس على الخطة بأغلبية {few} صوتا مقابل {less}.",
)
