"""What a person does to a Word file: the pieces that `typist` puts together."""
