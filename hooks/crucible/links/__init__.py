"""What is known of the addresses outside: asked politely, judged, remembered, reported.

Each module imports only from the ones before it:

    kind  address  locale  textfragment  page  answer  verdict  pace  options  body  failure  client  fetch
    ledger  ledgerfile  result  edit  report  issue  run  progress  command  weekly

All are pure (values in, values out) but `client` and `fetch`, the only ones that open a connection, `run`,
which drives them, and `ledgerfile`, `edit`, `command` and `weekly`, which read and write files. aiohttp and
selectolax are imported inside the functions that need them, so that no other command pays for them.
"""
