"""Content edited without YAML: what there is, as forms, prose and grids; and what is changed, back in files."""
