"""Rules over headings, numbering, attachments and the labels of forms."""
