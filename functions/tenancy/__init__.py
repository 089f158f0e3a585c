"""Routes of organizations, workspaces, members, invitations and teams."""
