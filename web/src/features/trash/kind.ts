/** A kind of things that can be in the trash. */
export interface Trashed {
  id: string;
  name: string;
  projectId: string | null;
  deletedAt: string;
  /** Until when it can be restored. */
  until: string;
}

export interface Row {
  id: string;
  kind?: string;
  name?: string;
  title?: string;
  key?: string;
  /** How it begins, of what has no name. */
  says?: string | null;
  outward?: string;
  project_id?: string | null;
  deleted_at?: string | null;
  purge_at?: string | null;
  updated_at?: string | null;
}

export interface Answer {
  data: Row[];
  page: { next_cursor?: unknown };
}

export interface Kind {
  label: string;
  /** What the service calls a thing of this kind in its trash. */
  bin: string;
  /** Whether the service lists it by project. */
  isOfProject?: boolean;
  /** Only listed for those who see everything in the trash. */
  isForPurgers?: boolean;
  list: (workspaceId: string, page: Paging, projectId: string | null) => Promise<Answer>;
  restore: (workspaceId: string, row: Trashed) => Promise<unknown>;
}

interface Paging {
  limit: number;
  cursor?: string;
}

export const W = "/v1/workspaces/{workspace_id}";

export const at = (workspaceId: string) => ({ workspace_id: workspaceId });
