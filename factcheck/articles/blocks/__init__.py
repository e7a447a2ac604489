"""Labels the lines of pasted news; pure Python without a framework. `label_blocks` is the whole of its interface."""

from factcheck.articles.blocks.labelling import Kind, label_blocks

__all__ = ["Kind", "label_blocks"]
