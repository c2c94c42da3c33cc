"""What is said aloud: numbers, amounts and days as people say them, cut into the words that are recorded one by one.

A word is its own key: the clip of "五百" says 五百, so what is shown can't differ from what is spoken. Nothing here is
translated: the speech is Chinese (each community records it in its own dialect), whatever the page's language.
"""
