"""Which English a translation was made from, and whether that is still the English that readers have.

Each translated page carries the fingerprints of the English sections that it translates (`stamps`); the texts
behind the fingerprints are kept in `locales/source/` (`store`). So what is old, and what changed, follows from
the files alone: no history and no date is asked.
"""
