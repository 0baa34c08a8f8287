"""The offline copy: a built site as zips that prove themselves, and as one printable document per language.

revision    what was built, and when: git, else what an exported archive says, else the data
references  what a file asks for and where it leads: HTML, CSS, JavaScript, SVG, JSON
bundle      which files of a site a copy needs
copied      a page as it stands in the copy
notes       what comes with it: READ-ME, licences, the facts about the copy
edition     all files of one copy, in one or in all languages
archive     a zip with the same bytes everywhere, and the reading of one that may be hostile
manifest    the hashes of all files
verify      whether a zip holds what it promises
update      from an older zip to a newer one
browser     where a Chromium is
printing    PDFs
command     `crucible offline`
"""
