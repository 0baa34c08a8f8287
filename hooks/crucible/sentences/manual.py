"""Every rule by its id: what it asks for, a good and a bad example, and whether it is a rule of the house.

A house rule runs only where a glossary is; the others judge the texts of strangers too.
"""

from __future__ import annotations

from typing import NamedTuple


class Rule(NamedTuple):
    """The manual of one rule. Examples are `English – translation`, or the translation alone."""

    about: str
    good: str
    bad: str
    house: bool = False
    fixes: bool = False


RULES: dict[str, Rule] = {
    "number": Rule("the same numbers, as each language writes them", "20,000 – 2 万", "20,000 – 20 万"),
    "date": Rule("the same dates", "June 8, 2021 – 8 июня 2021 г.", "June 8, 2021 – 8 июля 2021 г."),
    "date-order": Rule("no date in digits whose day and month swap in Russian", "9 августа 2019 г.", "08/09/2019"),
    "unit": Rule("a number and a rate keep their unit", "24 hours – 24 часа", "24 hours – 24 дня"),
    "currency": Rule("an amount keeps its currency", "$499 – 499 美元", "$499 – 499 евро"),
    "range": Rule("a range runs the same way", "5–10 – от 5 до 10", "5–10 – 10–5"),
    "comparator": Rule("at least and at most stay what they are", "at least 5 – 至少 5", "at least 5 – 最多 5"),
    "verdict": Rule("an answer opens with the same verdict", "No. – 否。", "No. – 不知道。"),
    "duty": Rule("must, may, need not and must not stay so", "must – обязаны", "must – не требуется"),
    "negation": Rule("no 'not' is lost or added", "can't see – не видят", "can't see – видят"),
    "only": Rule("'only' is not lost", "only owners – 只有所有者", "only owners – 所有者"),
    "included": Rule("what comes with X does not contain X", "included with X – 随 X 附带", "included with X – 包括 X"),
    "placeholder": Rule("the same macros and fields", "{{ n }} 次", "{{ 数 }} 次"),
    "link": Rule("the same link targets", "[计划](plans.md)", "[计划] (plans.md)"),
    "code": Rule("code letter for letter", "运行 `make site`", "运行 `创建站点`"),
    "bold": Rule("bold marks in pairs", "**Next**", "**Next"),
    "list": Rule("as many list items and headings", "two items – two items", "two items – one item"),
    "heading-id": Rule("the same heading ids", "## 价格 { #prices }", "## 价格 { #jiage }"),
    "escape": Rule("an escaped star stays escaped", r"\* 仅限云产品", "* 仅限云产品"),
    "bracket": Rule("every bracket has its partner", "（仅限云产品）", "（仅限云产品"),
    "quote": Rule("every quotation mark has its partner", "«Далее»", "«Далее"),
    "untranslated": Rule("no text is left in English", "Use it – 使用它", "Ask your manager for the form"),
    "english-left": Rule("no common English word is left", "仅限云产品", "仅限 cloud 产品"),
    "half-translated": Rule("no word in two alphabets", "средства Azure", "Azureные средства"),
    "wrong-language": Rule("no script of another language", "保存文件", "保存 файл"),
    "shortened": Rule("about as long as a faithful translation is", "审核完成后，门户会发送消息。", "审核。"),
    "plural": Rule("a counted noun in the form of its number", "5 инцидентов", "5 инцидента", fixes=True),
    "case": Rule("a preposition with its case", "через поддержку", "через поддержке"),
    "dative": Rule("an impersonal verb with the dative", "партнеру не удается", "партнер не удается"),
    "term": Rule("a term in an approved form", "workload – 工作负荷", "workload – 工作量", house=True),
    "name": Rule("a name in English as it is", "Access ID", "идентификатор доступа", house=True),
    "name-added": Rule("no name that the English lacks", "Silver – Silver", "ASfP – PSfP", house=True),
    "rejected": Rule("no rejected rendering", "ticket – 支持请求", "ticket – 票证", house=True),
    "literal": Rule("labels as the product shows them", "**Technical benefits**", "**技术权益**", house=True),
    "acronym": Rule(
        "an acronym right after its name", "合作伙伴网络 (MPN) 的成员", "合作伙伴网络的成员 (MPN)", house=True
    ),
    "one-rendering": Rule(
        "one term, one word; two terms, two words", "能力认证 everywhere", "能力认证, 资格", house=True
    ),
    "zh-you": Rule("你 for the reader", "你的帐户", "您的帐户", house=True, fixes=True),
    "zh-space": Rule("a space between Chinese and Latin or digits", "10 次", "10次", house=True, fixes=True),
    "zh-bracket": Rule("full-width brackets around Chinese", "价格（每年）", "价格 (每年)", house=True, fixes=True),
    "zh-punctuation": Rule("full-width punctuation", "首先，登录。", "首先,登录.", house=True, fixes=True),
    "zh-quote": Rule("Chinese quotation marks", "“下一步”", '"下一步"', house=True, fixes=True),
    "ru-yo": Rule("е for ё", "еще", "ещё", house=True, fixes=True),
    "ru-nbsp": Rule("a no-break space after a number", "5\u00a0часов", "5 часов", house=True, fixes=True),
    "ru-quote": Rule("Russian quotation marks", "«Далее»", '"Далее"', house=True, fixes=True),
    "dash": Rule("a dash is a dash", "план — это", "план - это", house=True, fixes=True),
    "space-before": Rule("no space before punctuation", "клиент, и", "клиент , и", fixes=True),
    "space-after": Rule(
        "a space after a link, none after full-width marks", "](a.md) плана", "](a.md)плана", fixes=True
    ),
    "space-double": Rule("single spaces", "для клиента", "для  клиента", house=True, fixes=True),
    "word-double": Rule("no word twice", "для клиента", "для для клиента", fixes=True),
}
