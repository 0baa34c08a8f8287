"""What can be judged about one translated text, alone or beside its English: pure functions over text.

    asked  fault  passage  forms  terms  pair  figures  dates  counted  bounds  measures  periods
    moments  quantities  polarity  denial  balance  negation  duty  opposites  verdict  wording
    leftovers  markup  links  codes  monospace  typography  grammar  company  naming  judging

Each module imports only from the ones before it; nothing here knows files, HTML or the model of the site. Rules of
typography and wording that are a matter of house style run only with a glossary (`Terms`); the others judge any text.

`judging` brings all of them together. Nothing is imported here: what looks up a word needs no rules.
"""
