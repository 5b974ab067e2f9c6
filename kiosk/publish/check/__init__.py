"""The linter of everything that is written: `kiosk check`. Each file holds a few rules; `checks.py` lists them all."""
