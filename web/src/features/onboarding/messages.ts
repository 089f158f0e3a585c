export const messages = {
  welcomeTitle: (name: string) => `Welcome, ${name}`,
  welcomeText: "An organization is your company or club. Inside it, workspaces keep what teams do apart.",
  organization: "Name of your organization",
  organizationExample: "Harbour & Finch",
  workspace: "Name of the first workspace",
  workspaceHint: "Most teams begin with one for everything.",
  workspaceDefault: "Main",
  start: "Let's start",
  wereInvited: "Were you invited? Then open the link in the mail instead.",
  newWorkspaceTitle: "New workspace",
  newWorkspaceText: "Its projects, people and settings are its own.",
  workspaceName: "Name",
  create: "Create",
  cancel: "Cancel",
  signOut: "Sign out",
  noWorkspace: (organization: string) =>
    `You are a member of ${organization}, but of none of its workspaces yet. Create one, or ask to be invited.`,
};
