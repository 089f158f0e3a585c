import { Menu, Skeleton, UnstyledButton } from "@mantine/core";
import { Suspense, useRef, useState } from "react";
import { IconPlus } from "@/components/icons";
import { Keys } from "@/components/Keys";
import { MenuDropdown } from "@/components/MenuDropdown";
import { useRights } from "@/features/projects/rights";
import fields from "../fields/fields.module.css";
import { useFieldProperties } from "../fields/properties";
import { messages } from "../messages";
import { type TaskPartProps, taskProperties } from "../registry";
import { openProperty, usePropertyKeys } from "./opening";
import classes from "./properties.module.css";

/** What a task is: a row for each property that says something; the others are added when they are needed. */
export function Properties({ task }: TaskPartProps) {
  const { mayEdit } = useRights(task.project_id);
  const [added, setAdded] = useState<readonly string[]>([]);
  const list = useRef<HTMLDListElement>(null);
  const all = [...taskProperties, ...useFieldProperties(task)];
  const shown = all.filter(({ id, isEmpty }) => !isEmpty?.(task) || added.includes(id));
  const others = all.filter((one) => !shown.includes(one));
  const open = (id: string) => {
    setAdded((all) => (all.includes(id) ? all : [...all, id]));
    openProperty(() => list.current?.querySelector(`[data-property="${id}"]`));
  };
  usePropertyKeys(list, open, mayEdit);
  return (
    <div className={classes.all}>
      <dl ref={list} className={classes.properties} aria-label={messages.properties}>
        {shown.map(({ id, label, isRequired, component: Value }) => (
          <div key={id} className={classes.property} data-property={id}>
            <dt className={isRequired ? fields.required : undefined} title={label}>
              {label}
            </dt>
            <dd>
              <Suspense fallback={<Skeleton h={20} w={120} m={5} />}>
                <Value task={task} />
              </Suspense>
            </dd>
          </div>
        ))}
      </dl>
      {mayEdit && others.length > 0 && (
        <Menu>
          <Menu.Target>
            <UnstyledButton className={classes.add}>
              <IconPlus size={14} aria-hidden />
              {messages.addProperty}
            </UnstyledButton>
          </Menu.Target>
          <MenuDropdown>
            {others.map(({ id, label, key }) => (
              <Menu.Item key={id} rightSection={key && <Keys keys={[key]} />} onClick={() => open(id)}>
                {label}
              </Menu.Item>
            ))}
          </MenuDropdown>
        </Menu>
      )}
    </div>
  );
}
