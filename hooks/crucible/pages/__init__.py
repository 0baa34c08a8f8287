"""Pages and data texts rendered: macro calls evaluated, components filled, names glossed."""
