"""Tables between reading and passages: where each cell stands, what each column holds, and what comes of it.

A reader makes ``sheets.Sheet`` of its bytes; ``reading.read_tables`` finds the header, takes the mapping that fits or
guesses one, and yields passages.
"""
