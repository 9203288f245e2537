"""Run inside the Python that knows UNO: let LibreOffice open Word files, accept or reject all, and save.

Usage: office_jobs.py PIPE JOBS, where JOBS is JSON: a list of [command, file, file to be written]. The
command is LibreOffice's own, such as `.uno:AcceptAllTrackedChanges`, or empty. Prints how many changes each
file has left.
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.connection import NoConnectException

PATIENCE = 60


def connect(pipe: str) -> Any:
    """Return the office's context, as soon as it answers."""
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return resolver.resolve(f"uno:pipe,name={pipe};urp;StarOffice.ComponentContext")
        except NoConnectException:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.1)


def option(name: str, value: Any) -> Any:
    prop = PropertyValue()
    prop.Name, prop.Value = name, value
    return prop


def count(document: Any) -> int:
    changes = document.Redlines.createEnumeration()
    number = 0
    while changes.hasMoreElements():
        changes.nextElement()
        number += 1
    return number


def main(pipe: str, jobs: list[list[str]]) -> None:
    context = connect(pipe)
    services = context.ServiceManager
    desktop = services.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    dispatcher = services.createInstanceWithContext("com.sun.star.frame.DispatchHelper", context)
    left = []
    for command, source, target in jobs:
        document = desktop.loadComponentFromURL(Path(source).as_uri(), "_blank", 0, (option("Hidden", True),))  # noqa: FBT003
        if command:
            dispatcher.executeDispatch(document.CurrentController.Frame, command, "", 0, ())
        left.append(count(document))
        document.storeToURL(Path(target).as_uri(), (option("FilterName", "MS Word 2007 XML"),))
        document.close(True)  # noqa: FBT003
    print(json.dumps(left))  # noqa: T201
    desktop.terminate()


if __name__ == "__main__":
    main(sys.argv[1], json.loads(sys.argv[2]))
