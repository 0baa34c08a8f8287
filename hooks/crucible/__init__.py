"""What this site knows that MkDocs does not.

Each module imports only from the ones before it:

    finding  report  spelling  source  sentences  model  schema  moved  library  language  grid  pages  catalogs
    search  site  links  checks  publish  build  export  cli

Nothing in this package imports MkDocs but `build`, which runs it. `hooks/mkdocs_events.py` is the one bridge.
"""
