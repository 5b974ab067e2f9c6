"""Printers: a finished slip goes to one, is followed until it is out, and never outlives the visit it was drawn for."""
