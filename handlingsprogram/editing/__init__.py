"""Content edited without YAML: what there is, as forms, prose and grids; what is changed, back into the files."""
