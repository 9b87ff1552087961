"""What is known, on screen: search, answers, insights that people wrote, and watches."""
