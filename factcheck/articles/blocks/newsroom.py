"""Words that news pages are furnished with, as data: agencies, credit words, months, page furniture.

Every entry is plain text; an entry may hold spaces.
"""

import re


def entries(text: str) -> frozenset[str]:
    """The entries of a list, one or more a line, divided by "|"."""
    return frozenset(entry.strip() for entry in text.replace("\n", "|").split("|")) - {""}


def alternatives(text: str) -> str:
    """A regular expression for any of the entries, longest first."""
    return "|".join(
        re.escape(entry) for entry in sorted(entries(text), key=lambda entry: (-len(entry), entry))
    )


AGENCIES = """
AP|A.P.|AP Photo|AFP|AFPTV|Reuters|REUTERS|Getty|Getty Images|EPA|EPA-EFE|EFE|dpa|DPA|picture alliance
picture-alliance|ANP|APA|KEYSTONE|PA|PA Wire|PA Images|PA Media|Press Association|Xinhua|TASS|ТАСС|Sputnik
РИА Новости|RIA Novosti|Interfax|Интерфакс|Kyodo|Yonhap|PTI|ANI|IANS|UNI|Anadolu|Anadolu Agency|AA|WAFA|SANA|UPI
Flash90|Flash 90|FLASH90|FLASH 90|TPS|GPO|IDF|לע"מ|פלאש 90|פלאש90|רויטרס|NASA|ESA|Bloomberg|Shutterstock|iStock
Alamy|Unsplash|Pexels|Pixabay|Wikimedia|Wikimedia Commons|Wikipedia|Flickr|Pool|POOL|Handout|HANDOUT|Courtesy
ZUMA|ZUMAPRESS|Sipa|Sipa USA|Sipa Press|SIPA|Imago|IMAGO|ABACA|NurPhoto|Polaris|Magnum|Twitter|X|Facebook
Instagram|Telegram|YouTube|Screenshot|Screengrab|CNN|JTA|JNS|新华社|中新社|路透社|法新社|共同通信|時事|رويترز|فرانس برس
"""

AFTER_AGENCY = "File|Files|File photo|file photo|Images|Image|Photo|Photos|Newscom|Pool|via|for"
"""What may follow the agency in a credit."""

PHOTO_WORDS = """
Photo|Photos|Photograph|Photography|Foto|Fotos|Crédit|Crédits|Crédit photo|Crédito|Fotografía|Credit|Photo credit
Image credit|Picture credit|Source image|Фото|Фотография|צילום|קרדיט|تصوير|图片来源|图源|摄影|写真|提供|फोटो
"""
"""In front of a colon, these announce a credit, whatever follows."""

PICTURE_WORDS = """
Image|Images|Picture|Pictures|Illustration|Graphic|Video|Bild|Imagen|Изображение|תמונה|الصورة|صورة|图|चित्र
"""
"""In front of a colon, these announce a credit only where names follow: "Video: Minister walks out" is none."""

BYLINE_WORDS = "By|BY|Von|Por|Par|Di|Door|Written by|Story by|Reporting by|Автор|מאת|بقلم|كتب|कलम|लेखक"
"""In front of a name, with or without a colon."""

BYLINE_LABELS = "Text|Текст|记者|文|作者|取材|Autor|Autora|Auteur|Author|Authors"
"""In front of a name, with a colon."""

NAME_LINKS = entries("""
and|et|und|y|e|и|і|en|in|for|of|the|at|via|by|with|from|von|van|der|den|de|da|do|dos|di|del|della|la|le|el|al
bin|ben|ibn|zu|courtesy|dpa|für|pour|para|sur|ha|ve
""")
"""Words written small inside names and lists of names."""

MONTHS = """
Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec
January|February|March|April|June|July|August|September|October|November|December
Januar|Februar|März|Mai|Juni|Juli|Oktober|Dezember
janvier|février|mars|avril|juin|juillet|août|septembre|octobre|novembre|décembre
enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre
gennaio|febbraio|aprile|maggio|giugno|luglio|settembre|ottobre|dicembre
janeiro|fevereiro|março|maio|junho|julho|setembro|outubro|novembro|dezembro
januari|februari|maart|mei|augustus
stycznia|lutego|marca|kwietnia|maja|czerwca|lipca|sierpnia|września|października|listopada|grudnia
января|февраля|марта|апреля|мая|июня|июля|августа|сентября|октября|ноября|декабря
січня|лютого|березня|квітня|травня|червня|липня|серпня|вересня|жовтня|листопада|грудня
בינואר|בפברואר|במרץ|באפריל|במאי|ביוני|ביולי|באוגוסט|בספטמבר|באוקטובר|בנובמבר|בדצמבר
يناير|فبراير|مارس|أبريل|مايو|يونيو|يوليو|أغسطس|سبتمبر|أكتوبر|نوفمبر|ديسمبر
"""

WEEKDAYS = """
Mon|Tue|Tues|Wed|Thu|Thurs|Fri|Sat|Sun|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday
Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag
lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miércoles|jueves|viernes|sábado|domingo
понедельник|вторник|среда|четверг|пятница|суббота|воскресенье
"""

UPDATED_WORDS = """
Published|Updated|Posted|Last updated|Last modified|First published|Publié|Mis à jour|Veröffentlicht|Aktualisiert
Stand|Publicado|Actualizado|Pubblicato|Опубликовано|Обновлено|פורסם|עודכן|نشر|发布时间|更新
"""

DATE_COMPANY = entries("""
updated|published|modified|posted|first|last|at|on|by|a.m|p.m|am|pm|local|time|eastern|gmt|utc|est|edt|ist|cet
min|mins|minute|minutes|hours|ago|read|um|uhr|aktualisiert|stand|à|le|mis|jour|heures|a|las|el|actualizado|alle|ore
às|om|uur|в|о|год|года|г|בשעה|עודכן|الساعة
""")
"""Words that stand beside a date in its line."""

FURNITURE_LINES = """
advertisement|advert|ad|ads|sponsored|share|tweet|print|email|e-mail|comment|comments|related|recommended|trending
newsletter|tags|topics|watch|listen|save|anzeige|werbung|publicidad|publicité|pubblicità|реклама|פרסומת|إعلان|广告
広告|विज्ञापन|teilen|drucken|partager|compartir|поделиться|share on facebook|share on twitter|whatsapp|facebook
"""
"""Page furniture where it is the whole line, apart from signs and figures."""

FURNITURE_STARTS = """
sponsored content|read more|read also|read next|see also|also read|more on this|more from|more stories
related article|related articles|related stories|related story|related news|related topics|share this|follow us
sign up|subscribe|click here|leave a comment|copy link|most read|most popular|listen to this|skip to
continue reading|story continues|article continues|get our newsletter|tags:|topics:|we use cookies|lire aussi
à lire aussi|weiterlesen|lesen sie auch|mehr zum thema|lea también|le puede interesar|leggi anche|leia também
lees ook|czytaj też|читайте также|читайте ещё|подписывайтесь|читайте також|קראו גם|לכתבה המלאה|اقرأ أيضا|اقرأ أيضاً
相关阅读|延伸阅读|関連記事|यह भी पढ़ें
"""
"""Page furniture where a short line begins with it."""

RIGHTS = """
all rights reserved|alle rechte vorbehalten|tous droits réservés|todos los derechos reservados
tutti i diritti riservati|todos os direitos reservados|все права защищены|כל הזכויות שמורות|جميع الحقوق محفوظة
版权所有|無断転載
"""
"""Anywhere in a short line, these make it a legal notice."""
