"""Cuts text into sentences; pure Python without a framework. `segment` and, for one line, `segment_line` are its whole
interface."""

from factcheck.articles.segmenter.cutting import LINE, VERSION, segment, segment_line

__all__ = ["LINE", "VERSION", "segment", "segment_line"]
