import { ButtonLink } from "@/components/links";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "../messages";

interface Props {
  kind: "project" | "task";
  /** The form that one leaves by it. */
  onLeave: () => void;
}

/** Instead of filling in a form: the templates. */
export function FromTemplate({ kind, onLeave }: Props) {
  const workspaceId = useWorkspaceId();
  return (
    <ButtonLink
      to="/w/$workspaceId/templates"
      params={{ workspaceId }}
      search={kind === "task" ? { kind } : {}}
      variant="subtle"
      color="gray"
      mr="auto"
      onClick={onLeave}
    >
      {messages.startFrom}
    </ButtonLink>
  );
}
