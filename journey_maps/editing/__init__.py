"""What people change on a journey, and what follows from it."""
