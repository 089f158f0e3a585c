"""Tenancy: organizations, workspaces, and who belongs to them: members, invitations, teams."""
