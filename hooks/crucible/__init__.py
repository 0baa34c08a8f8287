"""What this site knows that MkDocs does not.

Each module imports only from the ones before it:

    finding  months  report  spelling  source  lexicon  blocks  tables  alignment  matching  liberties  pairing
    sentences  model  schema  moved  library  editor  links  language  layout  grid  catalogs  freshness  pages
    search  site  checks  fix  publish  preview  build  export  cli

Nothing in this package imports MkDocs but `build`, which runs it. `hooks/mkdocs_events.py` is the one bridge.
"""
