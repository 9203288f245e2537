"""From content files to a `Program`: strict YAML, JSON Schema, frozen dataclasses, rules."""
