"""What people do with journeys: draft, edit, publish, draw, take along; and what all of them lean on."""
