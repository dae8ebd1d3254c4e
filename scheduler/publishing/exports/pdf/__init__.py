"""The programme as a booklet in PDF: letter, grid, texts, and people's own pages; tagged, as PDF/UA-1 asks."""

from scheduler.publishing.exports.pdf.booklet import write, write_attendance, write_signs

__all__ = ["write", "write_attendance", "write_signs"]
