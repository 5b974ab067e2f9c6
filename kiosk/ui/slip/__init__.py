"""Draws the slip. Needs the Qt application, and no screen.

style   how large the letters are on each paper
strips  one line of the slip, as high as it is, that paints itself
text    words laid out in strips
blocks  each block of a slip as strips
pages   strips put on pages
draw    the pages as pictures, as a PDF, and as a preview
"""

from kiosk.ui.slip.draw import black_rows, draw, draw_pages, png, preview, preview_gaps, to_pdf

__all__ = ["black_rows", "draw", "draw_pages", "png", "preview", "preview_gaps", "to_pdf"]
