"""OpenDocument texts (ISO/IEC 26300, ODF 1.3) as LibreOffice and others save them."""
