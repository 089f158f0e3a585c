import { Modal } from "@mantine/core";
import { Keys } from "@/components/Keys";
import { messages } from "./messages";
import classes from "./palette.module.css";
import { allCommands, localKeys } from "./registry";

export default function ShortcutSheet({ onClose }: { onClose: () => void }) {
  const everywhere = allCommands.flatMap(({ keys, label }) => (keys ? [[keys, label] as const] : []));
  return (
    <Modal opened onClose={onClose} title={messages.shortcuts} size="lg">
      <div className={classes.sheet}>
        <Group place={messages.everywhere} keys={everywhere} />
        <div>
          {localKeys.map(({ place, keys }) => (
            <Group key={place} place={place} keys={keys} />
          ))}
        </div>
      </div>
    </Modal>
  );
}

function Group({ place, keys }: { place: string; keys: readonly (readonly [readonly string[], string])[] }) {
  return (
    <section className={classes.sheetGroup}>
      <h3>{place}</h3>
      <dl>
        {keys.map(([names, label]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={names} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
