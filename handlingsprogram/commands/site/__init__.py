"""The command that makes a web site of all programmes."""
