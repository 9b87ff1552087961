"""What is known already: search, answers, briefs, insights that people wrote, watches."""
