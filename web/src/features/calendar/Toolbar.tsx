import { ActionIcon, Button, SegmentedControl, Tooltip } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { IconChevronLeft, IconChevronRight } from "@/components/icons";
import { today } from "@/features/schedule/days";
import classes from "./calendar.module.css";
import { messages } from "./messages";
import type { CalendarSearch, Sheet } from "./place";

interface Props {
  sheet: Sheet;
  hasTray: boolean;
  isNarrow: boolean;
}

/** What is shown, and the ways to something else: each is an address. */
export function Toolbar({ sheet, hasTray, isNarrow }: Props) {
  const navigate = useNavigate();
  const go = (change: CalendarSearch) =>
    void navigate({ to: ".", search: ((before: object) => ({ ...before, ...change })) as never });
  const { kind } = sheet;
  return (
    <div className={classes.toolbar}>
      <div className={classes.steps}>
        <Tooltip label={messages.before[kind]}>
          <ActionIcon aria-label={messages.before[kind]} onClick={() => go({ at: sheet.before })}>
            <IconChevronLeft size={17} />
          </ActionIcon>
        </Tooltip>
        <Tooltip label={messages.after[kind]}>
          <ActionIcon aria-label={messages.after[kind]} onClick={() => go({ at: sheet.after })}>
            <IconChevronRight size={17} />
          </ActionIcon>
        </Tooltip>
      </div>
      <h2 className={classes.title} aria-live="polite">
        {sheet.title}
      </h2>
      <Button
        size="compact-sm"
        variant="default"
        onClick={() => go({ at: kind === "month" ? today().slice(0, 7) : today() })}
      >
        {messages.today}
      </Button>
      <span className={classes.spacer} />
      {!isNarrow && (
        <Button
          size="compact-sm"
          variant={hasTray ? "light" : "subtle"}
          color={hasTray ? "brand" : "gray"}
          aria-pressed={hasTray}
          onClick={() => go({ undated: hasTray ? undefined : true } as CalendarSearch)}
        >
          {messages.undated}
        </Button>
      )}
      <SegmentedControl
        size="xs"
        aria-label={messages.kind}
        value={kind}
        onChange={(next) => go({ at: next === "week" ? sheet.asWeek : sheet.asMonth })}
        data={[
          { value: "month", label: messages.month },
          { value: "week", label: messages.weekView },
        ]}
      />
    </div>
  );
}
