"""Studies on screen: their list and details, a source with its words, withdrawals."""
