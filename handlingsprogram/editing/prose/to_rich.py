"""Our Markdown as a document for an editor of rich text."""

from __future__ import annotations

from handlingsprogram.editing.prose.documents import document
from handlingsprogram.editing.prose.reading import read


def to_rich(markdown: str) -> dict[str, object]:
    """Return a text of the content as a document in JSON, as Tiptap and ProseMirror have them.

    Its nodes are `paragraph`, `bulletList` and `orderedList` (`loose`: blank lines between the items; `mark`:
    what the first begins with) of `listItem`, `blockquote`, `raw` (`source`: what the editor has no form for,
    kept as it is), `text`, `hardBreak`, `footnote` (`name`, and its text as `content`) and `reference` (`id`,
    and the author's own words as `text`); its marks `bold`, `italic`, `strike` and `link` (`href`).

    Args:
        markdown: the text as it is typed.
    """
    text, _ = read(markdown)
    return document(text)
