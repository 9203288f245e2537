"""How large content may be: many times a real year, and far below what would tire the machine."""

MAX_BYTES = 1_000_000
"""Of one content file."""
MAX_YEAR_BYTES = 4_000_000
"""Of a year's content files together: a hundred real years, or a programme of some thousand measures."""
MAX_FILES = 500
"""How many content files a year may have."""
MAX_DEPTH = 40
"""How deep the values of a file may be nested."""
MAX_NODES = 50_000
"""How many keys and values a file may have."""
MOST = 500
"""How many findings of one rule, or slips of one kind, are told of; whoever has more has another problem."""
MAX_PICTURE_BYTES = 5_000_000
"""Of one picture file."""
MAX_PIXELS = 16_000_000
"""Of a PNG: as wide as the text at 600 dots an inch, and as high as a page."""
MAX_PROFILE_BYTES = 4_000_000
"""Of a PNG's colour profile, unpacked."""
MAX_ELEMENTS = 20_000
"""Of an SVG drawing, what it repeats (`use`) counted each time."""
MAX_PICTURE_DEPTH = 200
"""How deep a drawing's elements may be nested."""
MAX_LETTERS = 20_000
"""Of text in a drawing."""
