"""Word files (ISO/IEC 29500) as they come back: from Word, LibreOffice, Google Docs and others."""
