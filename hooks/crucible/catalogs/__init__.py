"""The texts to translate (`texts`), and the catalogs that hold their translations as files (`written`)."""
