"""Typography of Chinese and Russian texts, nearly all of it mechanical: each fault brings its fix.

A rule is one pattern over the veil (`\\x1f` is markup that disappears on the page, `\\x1e` a piece that stays) and a
replacement. Rules of the house are asked for only where a glossary is; the others hold for any text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property

from crucible.sentences.fault import Fault
from crucible.sentences.passage import Passage
from crucible.source.text import HAN

_CYR = "а-яёА-ЯЁ"
_SMALL = (
    "и|или|а|но|на|в|во|с|со|до|от|по|из|за|для|к|о|об|при|у|не|что|это|как|либо|то|же|если|они|вы|он|их|без|через|больше"
    "|меньше|также|уже|еще"
)
"""Russian words that no number counts."""
_DIGITS = "0123456789"
_WIDE = {",": "，", ";": "；", ":": "：", "?": "？", "!": "！", ".": "。"}


@dataclass(frozen=True)
class Habit:
    """A rule of typography: its id, languages, pattern, what to say, and what to write instead of group 1."""

    rule: str
    languages: str
    words: str
    message: str
    fix: str | Callable[[str], str] | None = None
    house: bool = True
    trigger: str | tuple[str, ...] = ""
    """Signs without which nothing is wrong: most texts have none of them, and patterns are slow to make."""
    behind: re.Pattern[str] | None = None
    """What the text itself has before the match, where the veil does not tell."""

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        return re.compile(self.words)


def _wider(text: str) -> str:
    return _WIDE.get(text.strip(), text)


HABITS: tuple[Habit, ...] = (
    # Bad: 您的帐户. Good: 你的帐户.
    Habit("zh-you", "zh", "(您)", "'您' stands here, the house says '你'", "你", trigger="您"),
    # Bad: 10个事件, 使用Azure. Good: 10 个事件, 使用 Azure.
    Habit(
        "zh-space",
        "zh",
        f"(?<={HAN})()(?=[A-Za-z\\d])|(?<=[A-Za-z\\d%])()(?={HAN})",
        "no space between a Chinese character and a Latin letter or digit",
        " ",
    ),
    # Bad: 权益 (限云产品). Good: 权益（限云产品）. Latin alone may stay: 合作伙伴网络 (MPN).
    Habit(
        "zh-bracket",
        "zh",
        f"( ?\\((?=[^()（）\n]{{0,120}}{HAN}))(?=[^()（）\n]{{1,120}}[)）])",
        "a half-width bracket opens around Chinese",
        "（",
        trigger="(",
    ),
    Habit(
        "zh-bracket",
        "zh",
        f"(?<={HAN}|[。！？”\x1f])(\\))(?![)])",
        ("a half-width bracket closes after Chinese"),
        "）",
        trigger=")",
    ),
    Habit(
        "zh-bracket",
        "zh",
        "（[^()（）\n]{0,120}(\\))",
        ("a half-width bracket closes a full-width one"),
        "）",
        trigger=")",
    ),
    # Bad: 首先,登录. Good: 首先，登录.
    Habit(
        "zh-punctuation",
        "zh",
        f"(?<={HAN}|[”）\x1f])([,;:?!] ?)(?={HAN}|[A-Za-z\\d“（\\s\x1f\x1e]|\\Z)"
        f"|(?<=[A-Za-z\\d%\x1e])([,;:?!])(?={HAN}|“)",
        "half-width punctuation beside Chinese",
        _wider,
        trigger=",;:?!",
    ),
    Habit(
        "zh-punctuation",
        "zh",
        f"(?<={HAN}|[”）A-Za-z\x1f\x1e])(\\.)(?=\\s*\\Z|\\s*\n| ?{HAN})"
        f"|(?<={HAN}|[”）])(\\.)(?=[A-Z\x1e\x1f])(?!\\.NET\\b)",
        "a half-width full stop after Chinese",
        _wider,
        trigger=".",
    ),
    Habit(
        "zh-punctuation",
        "zh",
        "(?<=[A-Za-z\\d%)）`\x1e\x1f])(?<!\\betc)(\\.)(?=\\s*\\Z)(?<=[^.]\\.)",
        "a half-width full stop ends a Chinese sentence",
        _wider,
        trigger=".",
    ),
    # Bad: 成员 。 Good: 成员。
    Habit(
        "space-before",
        "zh",
        f"(?<={HAN}|[A-Za-z\\d)）”\x1f\x1e])([ \u00a0]+)(?=[，。；：？！、）”])",
        "a space before punctuation",
        "",
        trigger=" \u00a0",
    ),
    Habit(
        "space-after",
        "zh",
        "(?<=[，。；：？！、（“])([ \u00a0]+)(?=[^\\s\x1f|])",
        "a space after full-width punctuation",
        "",
        trigger=" \u00a0",
    ),
    # Bad: "权益". Good: “权益”.
    Habit(
        "zh-quote",
        "zh",
        '("[^"\n]{1,160}")',
        "straight quotation marks in Chinese",
        lambda text: f"“{text[1:-1].strip()}”",
        trigger='"',
    ),
    # Bad: 支持 - 权益. Good: 支持——权益.
    Habit(
        "dash",
        "zh",
        f"(?<={HAN})( +[-–] *| *[-–] +)(?={HAN})",
        "a hyphen stands for a dash",
        "——",
        trigger="-–",
    ),
    # Bad: ещё. Good: еще.
    Habit(
        "ru-yo",
        "ru",
        "([ёЁ])",
        ("'ё' stands here, the house writes 'е'"),
        lambda text: "е" if text == "ё" else "Е",
        trigger="ёЁ",
    ),
    # Bad: 5 инцидентов with a plain space. Good: the space that does not break.
    Habit(
        "ru-nbsp",
        "ru",
        f"(?<![\\w.,:/–-])(?!(?:19|20)\\d\\d [^г])(?:\\d{{1,6}}–)?\\d[\\d\u00a0]{{0,11}}(?:,\\d{{1,4}})?( )"
        f"(?=[{_CYR}%])(?!(?:{_SMALL})(?![а-яё]))",
        "a plain space between a number and its noun",
        "\u00a0",
        trigger=_DIGITS,
    ),
    # Bad: 1 500 with a plain space.
    Habit(
        "ru-nbsp",
        "ru",
        r"(?<![\w.,:/–-])(?<![A-Za-z] )\d{1,3}( )(?=\d{3}(?!\d))",
        "a plain space within a number",
        "\u00a0",
        trigger=_DIGITS,
    ),
    # Bad: {n} инцидентов with a plain space: the field stands for a number.
    Habit(
        "ru-nbsp",
        "ru",
        f"(?<=\x1e)( )(?=[{_CYR}])(?!(?:{_SMALL})(?![а-яё]))",
        "a plain space between a number and its noun",
        "\u00a0",
        trigger="\x1e",
        behind=re.compile(r"\{(?:n|count|number|total|hours|days)\}\Z"),
    ),
    # Bad: "ёлочки". Good: «ёлочки».
    Habit(
        "ru-quote",
        "ru",
        '("[^"\n]{1,160}")',
        "straight quotation marks in Russian",
        lambda text: f"«{text[1:-1].strip()}»",
        trigger='"',
    ),
    Habit(
        "ru-quote",
        "ru",
        f"(“[^“”\n]{{0,80}}[{_CYR}][^“”\n]{{0,80}}”)",
        "English quotation marks around Russian",
        lambda text: f"«{text[1:-1].strip()}»",
        trigger="“",
    ),
    # Bad: план - это. Good: план — это.
    Habit(
        "dash",
        "ru",
        f"(?<=[{_CYR}A-Za-z\\d,)»\x1f\x1e])( [-–] )(?=[{_CYR}«(\x1f\x1e])|(?<=[{_CYR},»])( [-–] )(?=[A-Za-z\\d€$])",
        "a hyphen stands for a dash",
        " — ",
        trigger="-–",
    ),
    # Bad: клиент , и. Good: клиент, и.
    Habit(
        "space-before",
        "ru",
        f"(?<=[{_CYR}A-Za-z\\d)»\x1f\x1e])([ \u00a0]+)(?=[,;:.!?](?:[\\s\x1f)»]|\\Z))(?![.]{{2}}|[:;][()])",
        "a space before punctuation",
        "",
        house=False,
        trigger=",;:.!?",
    ),
    # Bad: [панель](url)центра. Good: [панель](url) центра.
    Habit(
        "space-after",
        "ru",
        f"(?<=[)\x1f])()(?=[{_CYR}]{{3}}|[{_CYR}]{{1,2}}(?![{_CYR}-]))",
        ("no space between a closing bracket and the next word"),
        " ",
        house=False,
        trigger=")\x1f",
    ),
    # Bad: для  клиента. Good: one space.
    Habit(
        "space-double",
        "zh ru",
        "(?<=[^\\W_]|[,.;:!?»)”])( {2,})(?=[^\\W_]|[«(“])",
        "a doubled space",
        " ",
        trigger=("  ",),
    ),
    # Bad: для для клиента. Good: для клиента.
    Habit(
        "word-double",
        "ru",
        f"(?<![{_CYR}\\w-])(([{_CYR}]{{2,30}}+)[ \u00a0]+\\2)(?![{_CYR}\\w-])",
        "a doubled word",
        lambda text: text.split()[0],
        house=False,
    ),
)
_BEHIND = 20
"""Characters before a fault in which `behind` is looked for."""
_DOUBLED_OK = frozenset({"чуть", "еле", "едва", "очень", "много", "вот", "так", "да", "ну", "что"})


def _that_which(doubled: re.Match[str]) -> bool:
    """Whether the words are "then that" before "which": то то, что читается."""
    return doubled[2] == "то" and doubled.string.startswith((", что", ", чего", ", чем", ", как"), doubled.end())


@cache
def _habits(language: str, house: bool) -> tuple[Habit, ...]:
    return tuple(habit for habit in HABITS if language in habit.languages and (house or not habit.house))


def typography(passage: Passage, *, house: bool) -> Iterator[Fault]:
    """zh-you, zh-space, zh-bracket, zh-punctuation, zh-quote, ru-yo, ru-nbsp, ru-quote, dash,
    space-before, space-after,
    space-double, word-double: see the good and bad example beside each habit above."""  # fmt: skip
    veil, text = passage.veil, passage.text
    for habit in _habits(passage.language, house):
        if habit.trigger and not any(map(veil.__contains__, habit.trigger)):
            continue
        for match in habit.pattern.finditer(veil):
            start, end = match.span(1) if match.span(1) != (-1, -1) else match.span(2)
            if habit.behind and not habit.behind.search(text[max(0, start - _BEHIND) : start]):
                continue
            if habit.rule == "space-before" and not house and veil[start - 1] == "\x1e" and veil[end] == ":":
                continue  # `code` : what it means
            if habit.rule == "word-double" and (match[2].lower() in _DOUBLED_OK or _that_which(match)):
                continue
            if (
                habit.rule == "space-after"
                and habit.languages == "ru"
                and not (text[start - 1] == ")" and _link_or_prose(passage, start))
            ):
                continue
            if habit.rule == "ru-nbsp" and re.search(
                r"[A-Za-z\x1e\x1f][ \u00a0]\Z", veil[max(0, match.start() - 2) : match.start()]
            ):
                continue  # `Microsoft 365 продается`: the number belongs to the name
            fix = habit.fix(text[start:end]) if callable(habit.fix) else habit.fix
            if fix != text[start:end]:
                yield Fault(start, end, habit.rule, habit.message, "", fix)


_NOTE = r"</sup>\s?\]\([^()\n]*\)\Z"


def _link_or_prose(passage: Passage, position: int) -> bool:
    # `(s)` and `f(x)` style notations keep their neighbours; a link or a bracket with a word inside does not.
    if re.search(_NOTE, passage.text[max(0, position - 200) : position]):
        return False  # the mark of a footnote
    head = passage.veil[max(0, position - 80) : position]
    return head.endswith("\x1f") or bool(re.search("(?<![^\\s\x1f])\\((?![а-я]{1,6}\\))[^()]{2,70}\\)\\Z", head))
