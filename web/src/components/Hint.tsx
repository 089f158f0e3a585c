import { Tooltip } from "@mantine/core";
import { cloneElement, type ReactElement, useState } from "react";

interface Props {
  label: string;
  /** One element of the page itself: it is looked at by the mouse alone, and has a name of its own. */
  children: ReactElement<{ onMouseEnter?: () => void }>;
}

/** A tooltip for what there are hundreds of: only those under the mouse cost what a tooltip does. */
export function Hint({ label, children }: Props) {
  const [isWanted, setWanted] = useState(false);
  if (!isWanted) return cloneElement(children, { onMouseEnter: () => setWanted(true) });
  return <Tooltip label={label}>{children}</Tooltip>;
}
