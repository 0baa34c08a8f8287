"""The laws on sentences in words: the id of each rule, what it asks for, a good and a bad example."""

LAWS = {
    "number": (
        "A translation has the numbers of the English, in digits or words.",
        "`1,500 incidents` – `1500 次支持事件`, `1 500 инцидентов`",
        "`15 incidents` – `16 次支持事件`",
    ),
    "date": (
        "A date is the same day in each language.",
        "`June 8, 2021` – `8 июня 2021 г.`",
        "`8 июля 2021 г.`",
    ),
    "numeric-date": (
        "A date in digits alone is read in the same order.",
        "`8 сентября 2019 г.`",
        "`08/09/2019` in Russian, copied from English",
    ),
    "unit": (
        "A number counts the same unit.",
        "`24 hours` – `24 часа`",
        "`24 hours` – `24 дня`",
    ),
    "currency": (
        "An amount of money keeps its currency.",
        "`$499` – `499 美元`",
        "`$499` – `499 евро`",
    ),
    "range": (
        "A range runs in the same direction.",
        "`5–10` – `от 5 до 10`",
        "`5–10` – `10–5`",
    ),
    "comparator": (
        "A bound stays on its side.",
        "`over 25 hours` – `более 25 часов`",
        "`не более 25 часов`",
    ),
    "verdict": (
        "An answer that opens with yes, no or it depends opens so in each language.",
        "`No.` – `否。`, `Нет.`",
        "`No.` – `不知道。`",
    ),
    "duty": (
        "What must be done must be done in each language; what may or need not be done, too.",
        "`must` – `必须`, `обязан`",
        "`must` – `不需要`, `не требуется`",
    ),
    "negation": (
        "What is denied is denied in each language.",
        "`cannot` – `无法`",
        "`cannot` – `可以`",
    ),
    "opposite": (
        "What is paid, unlimited, by the contract, optional or available is so in each language.",
        "`a paid plan` – `付费计划`, `платный план`",
        "`免费计划`, `бесплатный план`",
    ),
    "only": (
        "The restriction 'only' is kept.",
        "`only admins` – `только администраторы`",
        "`администраторы`",
    ),
    "included": (
        "What is included with something is not turned into what includes it.",
        "`included with the competency` – `能力认证附带`",
        "`包括能力认证`",
    ),
    "placeholder": (
        "Macro calls and format fields are those of the English.",
        "`{n}` – `{n}`",
        "`{н}`",
    ),
    "same-link": (
        "Links lead where the English links lead.",
        "`[планы](plans.md)`",
        "`[планы](plan.md)`",
    ),
    "code": (
        "What is code in English stands there letter for letter.",
        "`` `crucible check` ``",
        "a translated command",
    ),
    "bold": (
        "Marks of bold text come in pairs, with a glossary as many as in English.",
        "`**保存**`",
        "`**保存`",
    ),
    "list": (
        "A text has the lines of the English: list items and headings.",
        "three items for three",
        "two for three",
    ),
    "escape": (
        "An escaped star stays escaped.",
        "`\\* 仅限云产品`",
        "`* 仅限云产品`",
    ),
    "bracket": (
        "A bracket has its partner.",
        "`（仅限云产品）`",
        "`（仅限云产品`",
    ),
    "quote": (
        "A quotation mark has its partner.",
        "`«Активировать»`",
        "`«Активировать`",
    ),
    "untranslated": (
        "No sentence is left in English.",
        "`Поддержка`",
        "`Ask your account manager for the form`",
    ),
    "english-left": (
        "No common English word stands within a translation.",
        "`仅限云产品`",
        "`仅限 cloud`",
    ),
    "shortened": (
        "A translation is about as long as a faithful one.",
        "the whole text",
        "its first words; `现场` for `On-site services`, where other texts have `服务` for services",
    ),
    "half-translated": (
        "No word mixes Latin and Cyrillic letters.",
        "`CSP-партнер`",
        "`Networkных`",
    ),
    "wrong-language": (
        "No Cyrillic stands in Chinese, no Chinese in Russian.",
        "`选择“保存”`",
        "`选择 Сохранить`",
    ),
    "term": (
        "A term of the glossary has an approved form.",
        "`direct bill partner` – `直接计费合作伙伴`",
        "`直销合作伙伴`",
    ),
    "name": (
        "A name that stays English stays English: one of the glossary, or without one a name that most texts keep.",
        "`Signature Cloud Support`",
        "`签名云支持`",
    ),
    "rejected": (
        "No form stands there that the glossary rejects.",
        "`支持请求`",
        "`支持票证`",
    ),
    "name-added": (
        "No name stands there that the English does not mention.",
        "`Silver` – `Silver`",
        "`Silver` – `Gold`",
    ),
    "literal": (
        "A label that a product shows stands there as it is shown.",
        "`**Activate**（激活）`",
        "`**激活**`",
    ),
    "acronym": (
        "An acronym has all its letters, and follows its name in brackets.",
        "`Microsoft Partner Network (MPN)`",
        "`网络的成员 (MPN)`; `MSC` for `MSRC`",
    ),
    "long-text": (
        "A text and its English are short enough to be read, and to be compared.",
        "a paragraph of some sentences",
        "a page of 50,000 characters without a blank line",
    ),
    "one-rendering": (
        "One term has one rendering, two terms never have the same.",
        "能力认证 on each page",
        "资格 on one",
    ),
    "plural": (
        "A noun after a number has the form that the number asks for.",
        "`5 инцидентов`",
        "`5 инцидента`",
    ),
    "case": (
        "A preposition has the case that it governs.",
        "`через поддержку`",
        "`через поддержке`",
    ),
    "dative": (
        "An impersonal verb takes the dative.",
        "`партнеру не удается`",
        "`партнер не удается`",
    ),
    "negative-pronoun": (
        "A Russian negative pronoun stands with a verb that is denied.",
        "`никто не указал`",
        "`никто указал`",
    ),
    "swapped": (
        "Two texts that follow each other, entries of a catalog or items of a list, have not changed places.",
        "each translation under its own English",
        "two of them exchanged: each has the length, or the words that other texts teach, of the other",
    ),
    "structure": (
        "A page has the sections and blocks of the English one, in its order.",
        "three paragraphs for three, or two of them as one",
        "a paragraph or a list item that is missing",
    ),
}
"""Rules that hold up a build."""

TYPOGRAPHY = {
    "zh-you": (
        "The reader is 你, not 您.",
        "`选择你的计划`",
        "`选择您的计划`",
    ),
    "zh-space": (
        "A space stands between Han characters and Latin letters or digits.",
        "`15 次`",
        "`15次`",
    ),
    "zh-bracket": (
        "Brackets around Chinese are full-width.",
        "`（仅限云产品）`",
        "`(仅限云产品)`",
    ),
    "zh-punctuation": (
        "Punctuation after Chinese is full-width.",
        "`首先，登录。`",
        "`首先,登录.`",
    ),
    "zh-quote": (
        "Quotation marks around Chinese are “ and ”.",
        "`“权益”`",
        '`"权益"`',
    ),
    "ru-yo": (
        "Russian is written without ё.",
        "`еще`",
        "`ещё`",
    ),
    "ru-nbsp": (
        "The space between a number and its noun does not break.",
        "`5 инцидентов` with U+00A0",
        "the same with a plain space",
    ),
    "ru-quote": (
        "Russian quotation marks are « and ».",
        "`«Преимущества»`",
        '`"Преимущества"`',
    ),
    "dash": (
        "A dash is no hyphen.",
        "`план — это`",
        "`план - это`",
    ),
    "space-before": (
        "No space stands before punctuation.",
        "`клиент, и`",
        "`клиент , и`",
    ),
    "space-after": (
        "A space follows a bracket, and none follows full-width punctuation.",
        "`[панель](url) центра`",
        "`[панель](url)центра`",
    ),
    "space-double": (
        "No space is doubled.",
        "`для клиента`",
        "`для  клиента`",
    ),
    "word-double": (
        "No word is doubled.",
        "`для клиента`",
        "`для для клиента`",
    ),
}
"""Rules of typography: a breach is a warning, nearly all are mended by `crucible check --fix`."""


def manual(law: tuple[str, str, str]) -> str:
    """Return the manual of a rule, as a docstring has it."""
    what, good, bad = law
    return f"{what}\n\nGood: {good}.\nBad: {bad}."
