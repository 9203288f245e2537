"""The web site: all programmes as a folder of static pages, made again only where something has changed.

`gather` takes of each year what its pages say; `lives` follows measures from year to year; `pages`,
`registers` and `feeds` print; `folder` writes what differs and takes away what is no longer part. `make` runs
them.
"""
