"""Identity: accounts, how people prove who they are, and the tokens they get for it. All of it is outside any tenant."""
