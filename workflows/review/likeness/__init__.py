"""相似材料: a photograph that another village, indicator or year uses too, as a question to whoever reviews it."""
