"""The routes of sprints."""
