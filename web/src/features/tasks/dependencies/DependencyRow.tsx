import { ActionIcon, Menu, NumberInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconCheck, IconClose } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { TaskLink } from "../opening";
import panels from "../panels/panels.module.css";
import { DueDate } from "../parts/DueDate";
import { StatusIcon } from "../parts/StatusIcon";
import type { Dependency } from "../queries";
import type { DependencyActions } from "./actions";
import classes from "./dependencies.module.css";
import { messages } from "./messages";

const TYPES = ["FS", "SS", "FF", "SF"] as const;

interface Props {
  one: Dependency;
  mayEdit: boolean;
  actions: DependencyActions;
}

export function DependencyRow({ one, mayEdit, actions }: Props) {
  const { task } = one;
  const name = task ? `${task.key} ${task.title}` : messages.hidden;
  return (
    <li className={panels.row} data-done={task?.completed_at ? true : undefined}>
      {task ? (
        <>
          <StatusIcon category={task.status_category} />
          <TaskLink taskKey={task.key} className={panels.title}>
            {task.title}
          </TaskLink>
          <span className={panels.key}>{task.key}</span>
          <DueDate task={task} withIcon={false} />
        </>
      ) : (
        <span className={panels.title}>{messages.hidden}</span>
      )}
      <Manner one={one} name={name} mayEdit={mayEdit} actions={actions} />
      {mayEdit && (
        <ActionIcon
          size="sm"
          className={panels.more}
          aria-label={`${messages.remove}: ${name}`}
          onClick={() => void actions.remove(one)}
        >
          <IconClose size={14} />
        </ActionIcon>
      )}
    </li>
  );
}

function Manner({ one, name, mayEdit, actions }: Props & { name: string }) {
  const [lag, setLag] = useState<number | string>(one.lag_days);
  const text = [
    one.type === "FS" && one.lag_days !== 0 ? "" : messages.short[one.type],
    one.lag_days !== 0 && messages.days(one.lag_days),
  ]
    .filter(Boolean)
    .join(" ");
  if (!mayEdit) return <span className={classes.manner}>{text}</span>;
  const save = () => {
    const days = Number(lag) || 0;
    if (days !== one.lag_days) void actions.change(one, { lag_days: days });
  };
  return (
    <Menu position="bottom-end" width={260} onClose={save}>
      <Menu.Target>
        <UnstyledButton className={classes.manner} aria-label={`${messages.change(name)}: ${text}`}>
          {text}
        </UnstyledButton>
      </Menu.Target>
      <MenuDropdown>
        {TYPES.map((type) => (
          <Menu.Item
            key={type}
            rightSection={type === one.type && <IconCheck size={14} />}
            onClick={() => {
              if (type !== one.type) void actions.change(one, { type });
            }}
          >
            {messages.types[type]}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <NumberInput
          size="xs"
          p={8}
          min={-3650}
          max={3650}
          allowDecimal={false}
          label={messages.lag}
          value={lag}
          onChange={setLag}
          onBlur={save}
          onKeyDown={(event) => {
            event.stopPropagation();
            if (event.key === "Enter") save();
          }}
        />
      </MenuDropdown>
    </Menu>
  );
}
