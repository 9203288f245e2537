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
MAX_PICTURE_BYTES = 20_000_000
"""Of one picture file: what a good camera makes."""
MAX_DRAWING_BYTES = 5_000_000
"""Of an SVG drawing, and of a PNG that is published as it is."""
MAX_PUBLISHED_BYTES = 2_000_000
"""Of any other picture in the documents: a web page carries all of them."""
WIDEST, TALLEST = 2_100, 2_400
"""Pixels of a picture that is made anew: 300 dots an inch, as wide as text and as high as figures get."""
MAX_PIXELS = 16_000_000
"""Of a picture that is unpacked whole: as wide as the text at 600 dots an inch, and as high as a page."""
MAX_PHOTO_PIXELS = 50_000_000
"""Of a JPEG that can be unpacked smaller than it is."""
MAX_WEBP_PIXELS = 8_000_000
"""Of a WebP, which takes four times its room to unpack."""
MAX_SCANS = 50
"""How many times a JPEG may begin anew; ten are usual."""
MAX_PROFILE_BYTES = 4_000_000
"""Of a picture's colour profile, unpacked."""
MAX_ELEMENTS = 20_000
"""Of an SVG drawing, what it repeats (`use`) counted each time."""
MAX_PICTURE_DEPTH = 200
"""How deep a drawing's elements may be nested."""
MAX_LETTERS = 20_000
"""Of text in a drawing."""
