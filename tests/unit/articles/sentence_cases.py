"""Sentences of our own writing: (name, language, text). "|" ends a sentence and is not part of the text."""

CASES = [
    # English
    (
        "a figure behind a stop inside a bracket",
        "en",
        "He came (at last. 5 of them did) and left. | She stayed.",
    ),
    ("a numbered point that begins with a figure", "en", "3. 12 men came. | 4. 20 women left."),
    ("a figure behind a closed stop", "en", '"He lived in the U.S." | 12 men came.'),
    ("a figure behind an abbreviation that never ends", "en", "It opened ca. 1900 in Bonn. | It closed."),
    ("a clock time in another place in a bracket", "en", "It began at 5 p.m. (17:00 in Berlin) on Monday."),
    ("a figure behind an acronym", "en", "The U.S. 5th Fleet sailed. | Nobody saw it."),
    ("a title in front of a name without capitals", "en", "They asked Capt. 李明 about it. | He smiled."),
    ("a stray mark at the end of a line", "en", "Was that all? | Nobody knew! —"),
    ("a small letter in a name, behind a question", "en", "Who still buys them? | iPhone sales fell."),
    ("questions typed without care", "en", "why did they go? | nobody knows! | they just left"),
    ("a comma behind an exclamation", "en", 'She shouted "never!" , and left the room. | He stayed.'),
    (
        "an exclamation inside a bracket",
        "en",
        "The club (what a name! It means wolf) won again. | Nobody cheered.",
    ),
    ("a closed question and who asked it", "en", "Many wondered. | “Will it go on?” – Dana Levi"),
    ("hashtags behind an exclamation", "en", "We will be back! #vote #now"),
    (
        "a quotation of several sentences",
        "en",
        '"We are glad. | It counts for us. | We thank them [the donors]," Levi said.',
    ),
    (
        "a word between quotation marks that do not pair up",
        "en",
        'The bank was "tired of waiting" for money "...since it felt that "nobody cared to pay." | Two more agreed.',
    ),
    (
        "two quotations side by side",
        "en",
        'The aides said that, "all contact stopped in May." | "The line is dead...it is buried," one remarked.',
    ),
    ("a question and its speaker", "en", '"Why did you come?" Cohen asked the crowd. | Nobody answered.'),
    ("a small letter after a closed question", "en", '"Where is it?" he asked. | "It was here yesterday!"'),
    ("a closed exclamation and a new sentence", "en", 'He called it "a disgrace!" | The crowd cheered.'),
    (
        "curly quotation marks inside each other",
        "en",
        "“He told me, ‘Go away.’ | I went,” Ms. Ray said. | “That was all.”",
    ),
    ("a single quotation mark that closes", "en", "The minister said: 'We will not go.' | He then left."),
    ("speakers in turn", "en", "“We lost everything.” | “Everything?” | “Yes.”"),
    ("who is quoted behind a dash", "en", 'Many saw it coming. | "It goes on." - Dana Levi'),
    (
        "titles, initials and clock times",
        "en",
        "U.S. President Joe Smith met Gen. Mark A. Brown at 5 p.m. Tuesday. | They did not speak.",
    ),
    (
        "clock time in front of a bracket",
        "en",
        "It starts at 5 p.m. (Moscow time) on Monday. | Doors open at 4 p.m. | Cohen will speak.",
    ),
    ("two initials", "en", "Dr. A. B. Cole of St. Mary's spoke to Lt. Col. Ray. | He was calm."),
    ("a single letter that is no initial", "en", "It lacks vitamin C. | The trial showed it."),
    ("i as the last word", "en", "So did I. | They knew."),
    (
        "an acronym that ends a sentence",
        "en",
        "The firm moved to Washington, D.C. | It had been in the U.S. for years.",
    ),
    ("company endings", "en", "Acme Inc. shares rose 4.5 percent. | Rival Beta Co. fell."),
    (
        "an abbreviation only when written large",
        "en",
        "We sat in the sun. | Levi spoke on Sun. Morning television.",
    ),
    (
        "a number that belongs to its word",
        "en",
        "He lives at No. 10 Downing St. in London. | She said no. | Cohen agreed.",
    ),
    (
        "latin abbreviations",
        "en",
        "The price was approx. five dollars, i.e. The Times was wrong. | See e.g. Smith et al. on it.",
    ),
    ("the end of a list", "en", "They sold bread, milk, etc. | Cohen paid."),
    ("a year that opens a sentence", "en", "It cost $3.5 million. | 12 people were hurt."),
    (
        "a bracket that closes soon",
        "en",
        "The rule (adopted in 2019. It has changed since) is disputed. | Critics agree.",
    ),
    ("a sentence in brackets", "en", "(The figures were revised later.) | They stayed low."),
    (
        "a footnote mark",
        "en",
        "The study was withdrawn.[3] | Its author, J. K. Moss, denied it.¹ | So be it.",
    ),
    ("an abbreviation that a quotation closes", "en", "“It was Acme Inc.” | Levi laughed."),
    ("an abbreviation in front of a question mark", "en", "Who runs Acme Inc? | Cohen does."),
    ("a stray closing mark", "en", 'He left on Monday. "'),
    ("an ellipsis inside", "en", '"It was ... a difficult year," she said. | "[We] tried."'),
    (
        "an ellipsis that opens a quotation",
        "en",
        'He wrote "... We never agreed to it" in a letter. | It leaked.',
    ),
    ("an ellipsis that ends", "en", "He said it was over... | The next day it began again."),
    ("marks in a row", "en", "Who paid? | The voters did!! | Really?! | Yes."),
    (
        "a name that ends in an exclamation mark",
        "en",
        "Yahoo! News said it would close. | Nobody was surprised.",
    ),
    ("a brand that begins small", "en", "Sales of phones fell. | iPhone sales too. | eBay did well."),
    ("a missing space", "en", "The strike ended.|The union was silent."),
    (
        "addresses of pages",
        "en",
        "See www.example.com. | It is at news.example.org/a.b or Example.Com today.",
    ),
    ("careless typing", "en", "i went there. | it was closed. | why?"),
    ("a pronoun without its capital", "en", "The bus service is available. | it is not frequent."),
    ("an emoji behind the last word", "en", "Thanks for all your help 👏 | The team was great! 🎉🎉 | Bye."),
    ("an emoji in place of a word", "en", "I ❤ Paris in the spring. | So do they."),
    ("a smiley behind the last word", "en", "We lost again :) | Next year will be better."),
    ("a bracket that looks like a smiley", "en", "She named two (one of them twice :) Levi and Ray."),
    ("hashtags at the end", "en", "We will be back. #vote #now | Levi agrees."),
    ("points of a list", "en", "It closes the road; | The school stays open. | Rome; Paris; Berlin agreed."),
    ("a numbered point", "en", "1. The road is closed. | It stays so."),
    ("percent and the like go on", "en", "It rose by approx. 5. % of them fell. | Bad."),
    ("combining marks", "en", "The cafe\u0301. | A\u0301gnes left."),
    ("a family emoji", "en", "Here we are. 👩‍👩‍👧‍👦 | The end."),
    # German
    (
        "ordinals and abbreviations",
        "de",
        "Am 3. Mai traf Dr. Meyer z. B. die Kanzlerin. | Sie sagte: „Wir sind da. | Es geht los.“ | Das war alles.",
    ),
    ("an ordinal of one digit", "de", "Das 19. Jahrhundert war lang. | Der 5. Versuch gelang."),
    ("a date of two days", "de", "Am 1. und 2. April 2021 ruhte die Arbeit. | Danach ging es weiter."),
    (
        "a list that ends",
        "de",
        "Die Firma verkauft Lampen usw. | Sie wächst. | Ihr Chef, Prof. Dr. h. c. Roth, freut sich.",
    ),
    ("a question in quotation marks", "de", "„Warum?“, fragte sie. | „Weil es um 10.30 Uhr beginnt.“"),
    # French
    (
        "spaced guillemets",
        "fr",
        "M. Dupont a déclaré : « Nous sommes fiers. | Le soutien compte. » | Il est parti.",
    ),
    ("a question in guillemets", "fr", "« Pourquoi ? » a-t-il demandé. | Personne n’a répondu."),
    ("an elided article", "fr", "Il en a dix, etc. | L’an dernier, il en avait un de chez S. L’Oréal."),
    (
        "a name that begins with an article",
        "fr",
        "Il utilise Mac OS X. | Il en est content. | J. Le Goff aussi.",
    ),
    # Spanish
    ("opening marks", "es", "El Sr. García llegó a EE.UU. con la Dra. Ruiz. | ¿Qué pasó? | ¡Nada!"),
    ("low guillemets", "es", "«Estamos orgullosos. | El apoyo cuenta», dijo el ministro."),
    (
        "places between semicolons",
        "es",
        "Visitó La Habana, Cuba; El Salvador y Caracas; | El viaje duró un mes.",
    ),
    # Italian, Portuguese, Dutch, Polish, Ukrainian
    ("italian", "it", "Il dott. Rossi è a Roma. | L’hanno visto ieri. | Perché? | Non si sa."),
    ("portuguese", "pt", "O Sr. Silva chegou às 10h. | A Dra. Costa não veio. | Por quê?"),
    ("dutch", "nl", "Dhr. Jansen kocht o.a. brood, melk enz. | Hij betaalde met pin."),
    ("polish", "pl", "Dnia 3. maja p. Nowak był w Krakowie. | On mieszka przy ul. Długiej."),
    ("ukrainian", "uk", "У 2014 р. його обрали. | Він живе в м. Києві. | Чому?"),
    # Russian
    ("years and abbreviations", "ru", "В 2010 г. завод закрыли, т. е. остановили. | А. С. Петров уехал."),
    ("a year that ends", "ru", "Он родился в г. Москве в 1950 г. | Она моложе."),
    ("and so on", "ru", "Купили хлеб, молоко и т. д. | Магазин закрыли."),
    ("a quotation with a dash", "ru", "«Мы рады. | Это важно», — сказал министр. | Он уехал."),
    ("a line of dialogue", "ru", "— Где он? — спросил Иван. | Никто не ответил."),
    ("brackets that smile", "ru", "Спасибо за помощь)) | Мы очень рады) | Ждём (всех)."),
    # Hebrew and Arabic
    (
        "geresh and gershayim",
        "he",
        'ארה"ב הודיעה על כך ביום ג\'. | "לא ידענו על זה", אמר השר. | הוא לא הגיב.',
    ),
    ("hebrew initials", "he", 'ח"כ א. ב. כהן אמר: "זה לא נכון. | אני מכחיש הכול". | הוא יצא.'),
    ("a hebrew question and its speaker", "he", '"מי אמר?" שאל השופט. | איש לא ענה.'),
    ("a hebrew decimal", "he", "המדד עלה ב-4.5%. | מה יקרה עכשיו? | איש אינו יודע."),
    ("a hebrew ellipsis", "he", "זה היה יקר ... ורחוק. | נגמר."),
    ("arabic", "ar", "قال د. محمد إن الأمر انتهى. | هل هذا صحيح؟ | لا أحد يعرف."),
    ("an arabic quotation", "ar", '"نحن فخورون بذلك. | الدعم مهم لنا"، قال الوزير.'),
    # Hindi, Urdu, Persian
    ("dandas", "hi", 'डॉ. शर्मा ने कहा, "हम खुश हैं। | यह ज़रूरी है।" | वे चले गए।'),
    ("a full stop in a line with dandas", "hi", "मेजर एन. वर्मा गए। | वे आए।|वे गए।"),
    ("an address behind a danda", "hi", "वे चले गए। | example.in देखें।"),
    ("urdu", "ur", "وہ چلا گیا۔ | کیوں؟ | کسی کو معلوم نہیں۔"),
    ("persian", "fa", "او رفت. | چرا؟ | کسی نمی‌داند."),
    # Chinese and Japanese
    ("chinese quotation", "zh", "部长说：“我们很自豪。|支持很重要。”|他走了。"),
    ("a chinese question and its speaker", "zh", "“你去哪儿？”记者问。|他没有回答。"),
    ("a chinese title", "zh", "增长了4.5%。|《你好！中国》上映。|为什么？"),
    ("japanese quotation", "ja", "大臣は「誇りに思う。」と述べた。|記者は質問した。|「はい。」"),
    ("full-width figures", "ja", "売上は前年比4．5％増。|株価も上がった！"),
    ("an emoji without a space", "ja", "今日は暑いです😊|明日も暑いでしょう。"),
    # languages without data of their own
    ("an unknown language", "xx", "J. Smith left Mr. Ray. | Nobody knows why."),
    ("a regional code", "EN-gb", "Mr. Smith left. | Nobody knows why."),
    # line breaks
    ("a full stop and a capital in a line with a danda", "hi", "यह Xyz. Sharma ने कहा।"),
    (
        "a line break ends a sentence",
        "en",
        "First line without a stop|\nSecond line|\r\n\r\nThird|\u2028Fourth",
    ),
]


def unmarked(marked: str) -> tuple[str, list[tuple[int, int]]]:
    """The text of a case and the spans of its sentences."""
    text, spans = "", []
    for piece in marked.split("|"):
        start = len(text) + len(piece) - len(piece.lstrip())
        text += piece
        spans.append((start, len(text.rstrip())))
    return text, spans
