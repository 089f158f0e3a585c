import { messages as common } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { useRights } from "@/features/projects/rights";
import { usePeople } from "@/features/workspaces/queries";
import { toggled, useTaskChanger } from "../changes";
import { PeopleChoices } from "../choices/PeopleChoices";
import { messages } from "../messages";
import { useProjectPeople } from "../people";
import type { TaskPartProps } from "../registry";
import { OpenedProperty } from "./OpenedProperty";
import classes from "./properties.module.css";

export function AssigneesProperty({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const everybody = usePeople();
  const people = useProjectPeople(task.project_id);
  const changer = useTaskChanger();
  const nameOf = (id: string) =>
    everybody.name(id) ?? people.find((person) => person.id === id)?.name ?? common.somebody;
  return (
    <OpenedProperty
      mayEdit={mayEdit}
      width={260}
      padding={6}
      shown={
        <>
          {task.assignee_ids.length === 0 && <span className={classes.none}>{messages.unassigned}</span>}
          {task.assignee_ids.map((id) => (
            <span key={id} className={classes.person}>
              <PersonAvatar id={id} name={nameOf(id)} size={20} withTooltip={false} />
              {nameOf(id)}
            </span>
          ))}
        </>
      }
    >
      {() => (
        <PeopleChoices
          projectId={task.project_id}
          chosen={task.assignee_ids}
          onToggle={(id) => void changer.update(task, { assignee_ids: toggled(task.assignee_ids, id) })}
        />
      )}
    </OpenedProperty>
  );
}
