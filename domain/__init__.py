"""The vocabulary of Throughline: frozen types that check themselves, and the ports that adapters obey.

Imports the standard library only (numpy in type annotations).
"""
