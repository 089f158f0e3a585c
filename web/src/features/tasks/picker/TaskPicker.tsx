import { Combobox, Modal, TextInput } from "@mantine/core";
import { useMemo, useState } from "react";
import { useChoosing } from "@/components/use-choosing";
import { StatusIcon } from "../parts/StatusIcon";
import type { TaskRow } from "../queries";
import { messages } from "./messages";
import classes from "./picker.module.css";
import { useFoundTasks } from "./queries";

interface Props {
  title: string;
  /** Whose tasks are offered beside those that are known already. */
  projectId: string;
  except?: readonly string[];
  onChoose: (task: TaskRow) => void;
  onClose: () => void;
}

/** Choose a task: by its key from anywhere, by its title among those of the project and those seen lately. */
export default function TaskPicker({ title, projectId, except = [], onChoose, onClose }: Props) {
  const [typed, setTyped] = useState("");
  const left = useMemo(() => new Set(except), [except]);
  const { tasks, isLooking } = useFoundTasks(typed, projectId, left);
  const combobox = useChoosing(typed, tasks.length);

  return (
    <Modal opened onClose={onClose} title={title} yOffset="14vh" centered={false}>
      <Combobox
        store={combobox}
        onOptionSubmit={(id) => {
          const task = tasks.find((one) => one.id === id);
          if (task) onChoose(task);
        }}
      >
        <Combobox.EventsTarget withExpandedAttribute>
          <TextInput
            data-autofocus
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            // An open list keeps Escape to itself; here it is always open.
            onKeyDown={(event) => event.key === "Escape" && onClose()}
            placeholder={messages.find}
            aria-label={messages.find}
          />
        </Combobox.EventsTarget>
        <Combobox.Options aria-label={messages.find} mt="xs" className={classes.options}>
          {tasks.map((task) => (
            <Combobox.Option key={task.id} value={task.id}>
              <span className={classes.option}>
                <StatusIcon category={task.status_category} label="" />
                <span className={classes.title}>{task.title}</span>
                <span className={classes.key}>{task.key}</span>
              </span>
            </Combobox.Option>
          ))}
          {tasks.length === 0 && (
            <Combobox.Empty>{isLooking ? messages.looking : messages.nothing}</Combobox.Empty>
          )}
        </Combobox.Options>
      </Combobox>
    </Modal>
  );
}
