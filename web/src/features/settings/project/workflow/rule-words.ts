/** A condition in words. */
import { useQuery } from "@tanstack/react-query";
import { messages as shared } from "@/components/messages";
import type { Project, Rule, Status } from "@/features/projects/queries";
import { projectFieldsQuery } from "@/features/tasks/fields/queries";
import { usePeople } from "@/features/workspaces/queries";
import { messages } from "./messages";

export interface RuleWords {
  /** Which way it is about. */
  way: (rule: Rule) => string;
  /** What it asks for. */
  asks: (rule: Rule) => string;
}

const short = messages.neededShort;

export function useRuleWords(project: Project, statuses: readonly Status[]): RuleWords {
  const people = usePeople();
  const fields = useQuery(projectFieldsQuery(project.workspace_id, project.id));
  const statusName = (id: string) => statuses.find((status) => status.id === id)?.name ?? id;
  const fieldName = (name: string) =>
    messages.fields[name] ??
    fields.data?.find(({ field }) => field.id === name)?.field.name ??
    messages.goneField;
  const person = (id: string) => people.name(id) ?? shared.somebody;
  return {
    way: ({ from, to }) => messages.way(from === null ? null : statusName(from), statusName(to)),
    asks: ({ required_fields, allowed_for, approval }) => {
      const said = [];
      if (required_fields.length > 0) said.push(messages.needs(required_fields.map(fieldName).join(", ")));
      if (allowed_for.length > 0) {
        said.push(
          messages.only(allowed_for.map((one) => messages.allowedFor[one] ?? person(one)).join(", ")),
        );
      }
      if (approval) {
        const who = approval.people.map(person);
        if (approval.role) who.push(messages.approverRoles[approval.role]);
        said.push(
          messages.agree(
            who.join(approval.needed === "all" ? messages.and : messages.or),
            short(approval.needed),
          ),
        );
      }
      return said.join(" · ");
    },
  };
}
