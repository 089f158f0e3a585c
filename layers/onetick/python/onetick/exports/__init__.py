"""Taking work out: a project as a table, as lines of JSON, or as a signed archive that can be brought in again."""
