"""The inbox: what concerns a person, and their preferences."""
