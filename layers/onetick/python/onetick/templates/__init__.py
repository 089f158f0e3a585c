"""Templates of projects and tasks, with roles instead of people and days instead of dates."""
