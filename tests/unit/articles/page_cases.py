"""Pasted news of our own writing: (name, the kind and text of each block). "¦" in a line glues two blocks together."""

PARAGRAPH = (
    "The city council voted on Monday night to close the old harbour bridge for repairs, ending a dispute of "
    "three years."
)

CASES: list[tuple[str, list[tuple[str, str]]]] = [
    (
        "a whole page",
        [
            ("headline", "Council closes harbour bridge"),
            ("dek", "Repairs will take two years and cost the city nine million"),
            ("byline", "By Dana Levi and Tom Ray, City Desk"),
            ("dateline", "Updated: May 3, 2021 10:15 GMT"),
            ("caption", "The bridge at dusk¦"),
            ("credit", "Ann Lee/Reuters"),
            ("dateline", "HAIFA, May 3 (Reuters) - ¦"),
            ("body", PARAGRAPH),
            ("body", "The mayor was not there."),
            ("boilerplate", "Read more: The bridge in pictures"),
            ("dek", "A long dispute"),
            ("body", PARAGRAPH),
            ("boilerplate", "© 2021 The Herald. All rights reserved."),
        ],
    ),
    (
        "a headline repeated as a caption with a credit glued on",
        [
            ("caption", "Mayor and envoy"),
            ("caption", "Mayor and envoy¦"),
            ("credit", "Ann Lee/Agency 24"),
            ("body", PARAGRAPH),
        ],
    ),
    (
        "a headline repeated with a few words more",
        [("headline", "Mayor and envoy"), ("caption", "Mayor and envoy at the harbour"), ("body", PARAGRAPH)],
    ),
    (
        "a whole sentence as a dek",
        [
            ("headline", "Council closes bridge"),
            ("dek", "The mayor said on Monday that she had no choice."),
            ("byline", "By Dana Levi"),
            ("body", PARAGRAPH),
        ],
    ),
    (
        "bare names above a date",
        [
            ("headline", "Bridge closed"),
            ("byline", "Dana Levi"),
            ("dateline", "3 May 2021"),
            ("body", PARAGRAPH),
        ],
    ),
    (
        "a credit below its caption",
        [
            ("headline", "Council closes bridge"),
            ("body", PARAGRAPH),
            ("caption", "The mayor leaves the chamber after the vote."),
            ("credit", "Photo: Ann Lee"),
            ("body", PARAGRAPH),
        ],
    ),
    (
        "a credit in brackets",
        [("headline", "Bridge closed"), ("caption", "The mayor leaves ¦"), ("credit", "(Photo: A. Lee/AP)")],
    ),
    (
        "an agency in brackets",
        [("headline", "Bridge closed"), ("caption", "The mayor leaves. ¦"), ("credit", "(Reuters)")],
    ),
    (
        "a credit behind a bar",
        [("headline", "Bridge closed"), ("caption", "The mayor leaves ¦"), ("credit", "| Photo: Ann Lee")],
    ),
    (
        "a credit behind a sentence",
        [("headline", "Bridge closed"), ("caption", "The mayor left. ¦"), ("credit", "Ann Lee/AFP")],
    ),
    (
        "a paragraph that names its agency",
        [
            ("headline", "Bridge closed"),
            (
                "body",
                f"{PARAGRAPH} She will speak again on Tuesday, a spokesman for the council told us. (Reuters)",
            ),
        ],
    ),
    (
        "points of a list",
        [("headline", "Bridge closed"), ("body", PARAGRAPH), ("body", "- Nine million"), ("body", PARAGRAPH)],
    ),
    (
        "a signature below the body",
        [("headline", "Bridge closed"), ("body", PARAGRAPH), ("body", "Yours, a reader")],
    ),
    ("a question as a headline", [("headline", "Who will pay for the bridge?"), ("body", PARAGRAPH)]),
    ("body alone", [("body", PARAGRAPH)]),
    (
        "a headline with a comma and an agency's name",
        [("headline", "Musk, Twitter settle lawsuit"), ("body", PARAGRAPH)],
    ),
    ("a headline with a slash", [("headline", "Cat/dog talks resume in Cairo"), ("body", PARAGRAPH)]),
    ("a headline about a video", [("headline", "Video: Mayor walks out of council"), ("body", PARAGRAPH)]),
    ("a headline about shares", [("headline", "Share prices fall after vote"), ("body", PARAGRAPH)]),
    (
        "a headline that begins with by",
        [("headline", "By a narrow vote council closes bridge"), ("body", PARAGRAPH)],
    ),
    (
        "a sentence that begins with a date",
        [
            ("headline", "Bridge closed"),
            ("body", PARAGRAPH),
            ("body", "3 May 2021 was a bad day for the mayor."),
        ],
    ),
    (
        "a dash behind the first name",
        [
            ("headline", "Bridge closed"),
            (
                "body",
                "Netanyahu — who has denied it all along — told reporters that the bridge would stay open.",
            ),
        ],
    ),
    (
        "a wire's dateline without a place's date",
        [("headline", "Bridge closed"), ("dateline", "WASHINGTON (AP) — ¦"), ("body", PARAGRAPH)],
    ),
    (
        "page furniture",
        [
            ("headline", "Bridge closed"),
            ("boilerplate", "Share"),
            ("boilerplate", "ADVERTISEMENT"),
            ("body", PARAGRAPH),
            ("boilerplate", "12 Comments"),
        ],
    ),
    (
        "german",
        [
            ("headline", "Brücke bleibt gesperrt"),
            ("byline", "Von Klaus Roth"),
            ("dateline", "Stand: 3. Mai 2021, 10:15 Uhr"),
            ("dateline", "Berlin (dpa) - ¦"),
            (
                "body",
                "Der Stadtrat hat am Montagabend beschlossen, die alte Hafenbrücke für zwei Jahre zu sperren.",
            ),
            ("boilerplate", "Lesen Sie auch: Wer zahlt die Brücke"),
        ],
    ),
    (
        "french",
        [
            ("headline", "Le pont est fermé"),
            ("byline", "Par Anne Martin"),
            ("dateline", "Publié le 3 mai 2021 à 10h15"),
            (
                "body",
                "Le conseil municipal a voté lundi soir la fermeture du vieux pont du port pour deux ans.",
            ),
        ],
    ),
    (
        "russian",
        [
            ("headline", "Мост закрыли"),
            ("credit", "Фото: Иван Петров / РИА Новости"),
            ("dateline", "МОСКВА, 5 мая — РИА Новости. ¦"),
            ("body", "Городской совет проголосовал в понедельник за закрытие старого моста на два года."),
        ],
    ),
    (
        "hebrew",
        [
            ("headline", "הגשר נסגר לשיפוצים"),
            ("byline", "מאת דנה לוי"),
            ("credit", "צילום: יוסי כהן"),
            (
                "body",
                "מועצת העיר הצביעה ביום שני בערב בעד סגירת הגשר הישן של הנמל לשנתיים, אחרי מחלוקת ארוכה.",
            ),
        ],
    ),
    (
        "chinese",
        [
            ("headline", "大桥关闭维修"),
            ("byline", "记者：王明"),
            ("dateline", "新华社北京5月3日电 ¦"),
            ("body", "市议会星期一晚上投票决定关闭旧港大桥进行维修，市长表示这是唯一的选择。"),
        ],
    ),
]


def page_of(blocks: list[tuple[str, str]]) -> tuple[str, list[tuple[str, str]]]:
    """The text of a case, and the kind and the trimmed text of each of its blocks."""
    text = "\n\n".join(line for _, line in blocks).replace("¦\n\n", "")
    return text, [(kind, line.rstrip("¦").strip()) for kind, line in blocks]
