"""Coded evidence in; what organisations share, with the sentences that stand for it, in order of weight out."""
