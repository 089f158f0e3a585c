"""Identity: accounts, how people prove who they are, and the tokens they get for it; all outside any tenant."""
