"""Content edited without YAML: what there is, as forms and grids, and what is changed, in the files."""
