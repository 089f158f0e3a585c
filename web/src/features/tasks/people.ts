/** Who may be assigned and mentioned in a project: its members, and in a public project the whole workspace. */
import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { projectMembersQuery, projectQuery } from "@/features/projects/queries";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";

export interface Person {
  id: string;
  name: string;
}

export function useProjectPeople(projectId: string): Person[] {
  const workspaceId = useWorkspaceId();
  const everybody = usePeople();
  const members = useQuery(projectMembersQuery(workspaceId, projectId));
  const project = useQuery(projectQuery(workspaceId, projectId));
  return useMemo(() => {
    const found = new Map<string, Person>();
    for (const { principal_id, type, name } of members.data ?? []) {
      if (type === "user") found.set(principal_id, { id: principal_id, name });
    }
    if (project.data?.visibility === "public") {
      for (const { id, name, status, role } of everybody.list) {
        if (status === "active" && role !== "guest") found.set(id, { id, name });
      }
    }
    return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
  }, [members.data, project.data?.visibility, everybody.list]);
}

/** Whose name has a word that begins with what was typed. */
export function matching(people: readonly Person[], typed: string): Person[] {
  const wanted = plain(typed);
  if (!wanted) return [...people];
  return people.filter(({ name }) => {
    const known = plain(name);
    return known.startsWith(wanted) || known.includes(` ${wanted}`);
  });
}

function plain(text: string): string {
  return text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .trim()
    .toLowerCase();
}
