"""How documents look, as data: the looks that the tool has, and what others change of them."""
