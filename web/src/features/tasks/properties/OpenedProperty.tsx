import { Popover } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { PropertyButton } from "./PropertyButton";

interface Props {
  mayEdit: boolean;
  /** The value as it is. */
  shown: ReactNode;
  /** The choice beside it; `close` when it is made. */
  children: (close: () => void) => ReactNode;
  width?: number;
  padding?: string | number;
}

/** A value beside which its choice opens. */
export function OpenedProperty({ mayEdit, shown, children, width, padding = "xs" }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-start"
      {...(width === undefined ? {} : { width })}
      trapFocus
      returnFocus
    >
      <Popover.Target>
        <PropertyButton isFixed={!mayEdit} onClick={() => setOpen((open) => !open)}>
          {shown}
        </PropertyButton>
      </Popover.Target>
      <Popover.Dropdown p={padding}>{children(() => setOpen(false))}</Popover.Dropdown>
    </Popover>
  );
}
