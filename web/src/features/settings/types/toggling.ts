/** What is changed of a project when one of its types is taken in or out. */
import type { Project } from "@/features/projects/queries";

type Taking = Pick<Project, "type_ids" | "default_type_id">;

/** All types are none that are named: so one that is made later is taken, too. */
export function toggledType(
  project: Taking,
  all: readonly { id: string }[],
  id: string,
): Partial<{ type_ids: string[]; default_type_id: string | null }> {
  const ids = all.map((type) => type.id);
  const taken = project.type_ids.length > 0 ? ids.filter((one) => project.type_ids.includes(one)) : ids;
  const next = taken.includes(id)
    ? taken.filter((one) => one !== id)
    : ids.filter((one) => one === id || taken.includes(one));
  const isAll = next.length === ids.length;
  return {
    type_ids: isAll ? [] : next,
    ...(project.default_type_id && !next.includes(project.default_type_id) ? { default_type_id: null } : {}),
  };
}
