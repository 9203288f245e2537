"""Where drafts are delivered to, and the page on which one asks for them to be taken in."""

from __future__ import annotations

import re
from urllib.parse import quote, urlsplit

from handlingsprogram.records import record

_SHORT = re.compile(r"(?:[^@/:]+@)?([A-Za-z0-9.-]+):(?!//)([^\\]+)")
"""How ssh's addresses are mostly written: `git@github.com:by/program.git`."""
_DRIVE = re.compile(r"[A-Za-z]:[\\/]")
_HOST = re.compile(r"[A-Za-z0-9.-]+")
_PUBLIC = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]+")
"""A server's whole name; what ssh has been told to call it otherwise, `github-jobb`, leads to no page."""
_BESIDE = re.compile(r"^(?:alt)?ssh\.(?=git(?:hub|lab)\.com$)")
"""What the servers are called for who gets out by the web's port only."""


@record
class Host:
    """Where a remote lies."""

    kind: str
    """`github`, `gitlab`, or nothing where it is another."""
    name: str
    """Its name, as people know it; nothing for a folder."""
    page: str
    """The address of the repository's page; nothing where there is none."""

    def request(self, main: str, branch: str) -> str:
        """Return the address where a pull request is opened; nothing where none is known.

        Args:
            main: the branch that the draft shall be part of; empty where that is not known here.
            branch: the draft's.
        """
        if self.kind == "github":
            both = f"{quote(main)}...{quote(branch)}" if main else quote(branch)
            return f"{self.page}/compare/{both}?expand=1"
        if self.kind == "gitlab":
            given = {"source_branch": branch, "target_branch": main}
            asked = "&".join(
                f"merge_request%5B{key}%5D={quote(one, safe='')}" for key, one in given.items() if one
            )
            return f"{self.page}/-/merge_requests/new?{asked}"
        return ""


NOWHERE = Host("", "", "")


def host_of(address: str) -> Host:
    """Return where a remote's address leads; who is let in by it, and with what, is left out."""
    scheme, server, port, path = _parts(address)
    server = _BESIDE.sub("", server.lower())
    is_known = address.startswith("http") or _PUBLIC.fullmatch(server)
    words = re.split(r"[.-]", server) if is_known else []
    kind = next((one for one in ("github", "gitlab") if one in words), "")
    if not server:
        return NOWHERE
    clean = path.strip("/").removesuffix(".git").strip("/")
    return Host(kind, server, f"{scheme}://{server}{port}/{quote(clean)}" if kind and clean else "")


def _parts(address: str) -> tuple[str, str, str, str]:
    """Return scheme, host, port and path of a page; no host where the address leads to none."""
    nothing = ("", "", "", "")
    if "://" in address:
        try:
            found = urlsplit(address)
            port = f":{found.port}" if found.port and found.scheme in {"http", "https"} else ""
        except ValueError:
            return nothing
        server = found.hostname or ""
        if found.scheme not in {"http", "https", "ssh", "git", "git+ssh"} or not _HOST.fullmatch(server):
            return nothing
        return "http" if found.scheme == "http" else "https", server, port, found.path
    short = None if _DRIVE.match(address) else _SHORT.fullmatch(address)
    return ("https", short[1], "", short[2]) if short else nothing
