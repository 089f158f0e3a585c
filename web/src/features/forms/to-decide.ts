import { useInfiniteQuery } from "@tanstack/react-query";
import { paced } from "@/api/live";
import { useMay } from "@/features/workspaces/queries";
import { type Form, submissionsQuery } from "./queries";

/** How many new submissions a form has, as far as one page tells: `3`, `30+`; null for none. */
export function useToDecide({ workspace_id, project_id, id }: Form): string | null {
  const may = useMay("form:triage", project_id);
  const { data } = useInfiniteQuery({
    ...submissionsQuery(workspace_id, id, "new"),
    ...paced("now-and-then"),
    enabled: may,
  });
  const first = data?.pages[0];
  if (!first || first.data.length === 0) return null;
  return `${first.data.length}${first.page.next_cursor ? "+" : ""}`;
}
