"""The file formats: every workbook or document becomes a Grid of displayed values."""
