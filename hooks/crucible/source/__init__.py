"""Files as people write them, read with the position of everything: text, YAML, Markdown pages, PO catalogs."""
