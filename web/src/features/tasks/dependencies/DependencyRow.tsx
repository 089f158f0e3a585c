import { Menu, NumberInput, UnstyledButton } from "@mantine/core";
import { useState } from "react";
import { IconCheck } from "@/components/icons";
import { MenuDropdown } from "@/components/MenuDropdown";
import { nameOf, OtherTask } from "../panels/OtherTask";
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
  return (
    <OtherTask task={one.task} onRemove={mayEdit ? () => void actions.remove(one) : null}>
      <Manner one={one} mayEdit={mayEdit} actions={actions} />
    </OtherTask>
  );
}

function Manner({ one, mayEdit, actions }: Props) {
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
        <UnstyledButton
          className={classes.manner}
          aria-label={`${messages.change(nameOf(one.task))}: ${text}`}
        >
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
