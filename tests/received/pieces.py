"""Pieces of a Word file's text: runs, paragraphs, fields and comments, and the marks of changes."""

from __future__ import annotations

WHEN = "2025-02-03T04:05:06Z"
WHO = f'w:id="1" w:author="{{}}" w:date="{WHEN}"'
MARK = f"<w:{{}} {WHO}/>"


def run(text: str, properties: str = "", tag: str = "t") -> str:
    """Return words that look the same."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:{tag} xml:space="preserve">{text}</w:{tag}></w:r>'


def line(runs: str, mark: str = "", form: str = "", who: str = "Kari") -> str:
    """Return a paragraph, its end marked as `ins`, `del` or the like."""
    end = f"<w:rPr>{MARK.format(mark, who)}</w:rPr>" if mark else ""
    return f"<w:p><w:pPr>{form}{end}</w:pPr>{runs}</w:p>"


def ins(inner: str, who: str = "Kari", tag: str = "ins") -> str:
    """Return what somebody put in."""
    return f"<w:{tag} {WHO.format(who)}>{inner}</w:{tag}>"


def gone(text: str, who: str = "Kari", tag: str = "del") -> str:
    """Return what somebody took away."""
    return ins(run(text, tag="delText"), who, tag)


def field(instructions: str, shown: str) -> str:
    """Return a field and what it shows."""
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instructions}</w:instrText></w:r>"
        f'<w:r><w:fldChar w:fldCharType="separate"/></w:r>{shown}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def comment(number: int, who: str, text: str, sign: str) -> str:
    """Return a comment, its paragraphs parted by bars."""
    lines = "".join(
        f'<w:p w14:paraId="{sign}{i}">{run(part)}</w:p>' for i, part in enumerate(text.split("|"))
    )
    return f'<w:comment w:id="{number}" w:author="{who}" w:date="{WHEN}">{lines}</w:comment>'
