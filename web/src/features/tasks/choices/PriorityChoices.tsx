import { Menu } from "@mantine/core";
import { messages } from "../messages";
import { PriorityIcon } from "../parts/PriorityIcon";
import type { Priority } from "../queries";

export const priorities: readonly Priority[] = ["urgent", "high", "medium", "low", "none"];

export function PriorityChoices({ onChoose }: { onChoose: (priority: Priority) => void }) {
  return priorities.map((priority) => (
    <Menu.Item
      key={priority}
      leftSection={<PriorityIcon priority={priority} />}
      onClick={() => onChoose(priority)}
    >
      {messages.priorities[priority]}
    </Menu.Item>
  ));
}
