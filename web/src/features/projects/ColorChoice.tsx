import { Group, Input } from "@mantine/core";
import { projectColors } from "./colors";
import { messages } from "./messages";
import classes from "./projects.module.css";

export function ColorChoice({ value, onChange }: { value: string; onChange: (color: string) => void }) {
  return (
    <Input.Wrapper label={messages.color} labelElement="div">
      <Group gap={8} mt={6} role="radiogroup" aria-label={messages.color}>
        {projectColors.map((color) => (
          // biome-ignore lint/a11y/useSemanticElements: a swatch, that is chosen like a radio button
          <button
            key={color}
            type="button"
            role="radio"
            aria-checked={color === value}
            aria-label={color}
            className={classes.swatch}
            style={{ background: color }}
            onClick={() => onChange(color)}
          />
        ))}
      </Group>
    </Input.Wrapper>
  );
}
