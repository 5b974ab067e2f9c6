"""How what is written is said: `written` reads it sign by sign, `rules` finds what is not said as it is written
(`clock`, `numbers`, `dates`, `names`), each in parts that keep their place in the text."""
