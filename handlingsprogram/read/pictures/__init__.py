"""Pictures as people have them: found by name, read before they are drawn, made fit to be published."""
