"""How documents look, as data: the looks that the tool has, what an organisation and a year change of them."""
