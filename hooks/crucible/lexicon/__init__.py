"""Which words a language has: dictionaries, and what they have said of the words of this site.

Dictionaries take a fifth of a second to load, so a check asks them only about words that they have not vouched for
before: `locales/words/` keeps those, made by `crucible words`. A list that is out of date costs time and nothing else.
"""

from crucible.lexicon.dictionaries import is_word, nearest
from crucible.lexicon.han import Slip, broken_off, ends, pairs, slips
from crucible.lexicon.letters import Word, letters, words
from crucible.lexicon.vouched import COMMAND, FOLDER, OWN, Vouched, read_vouched, text_of_pairs, text_of_words

__all__ = [
    "COMMAND",
    "FOLDER",
    "OWN",
    "Slip",
    "Vouched",
    "Word",
    "broken_off",
    "ends",
    "is_word",
    "letters",
    "nearest",
    "pairs",
    "read_vouched",
    "slips",
    "text_of_pairs",
    "text_of_words",
    "words",
]
