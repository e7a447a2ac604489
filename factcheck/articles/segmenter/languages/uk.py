"""Ukrainian."""

from factcheck.articles.segmenter.language import Language, words
from factcheck.articles.segmenter.languages.shared import REFERENCE_WORDS

UKRAINIAN = Language(
    code="uk",
    abbreviations=words(
        "р рр ст т тт д др пр т.зв т.д т.п т.ч н.е до.н.е вул пл пров просп наб корп кв обл р-н с м смт стор рис "
        "табл гл п пп див пор напр проф акад доц канд ім грн коп тис млн млрд трлн дол євро чол шт прим кг км хв "
        "год сек тел факс ред вид пред зам зав січ лют бер квіт трав черв лип серп вер жовт лист груд о св"
    ),
    never_final=words("т.зв напр див пор ім вул проф акад"),
    list_ends=("т.д", "т.п", "таін", "йін"),
    reference_words=REFERENCE_WORDS,
    starters=words(
        "в у на з із зі до від по під над при для і й а але або якщо коли як що це цей ця ці він вона воно вони ми "
        "ви я ти його її їх ні не так там тут де хто все всі також однак після перед був була було були зараз "
        "тепер потім уже вже ще навіть тільки тому крім сьогодні вчора завтра за о про"
    ),
    pronouns=words("я він вона воно вони ми це"),
    paren_smiles=True,
)
