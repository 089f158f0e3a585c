import { Button, SegmentedControl, Tooltip } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { ButtonLink } from "@/components/links";
import { useProjectId } from "@/features/projects/queries";
import { useWorkspaceId } from "@/features/workspaces/queries";
import { messages } from "./messages";
import type { By, TimelineSearch, Zoom } from "./routes";
import classes from "./timeline.module.css";

interface Props {
  zoom: Zoom;
  by: By;
  isCritical: boolean;
  unscheduled: number;
  onToday: () => void;
}

export function Toolbar({ zoom, by, isCritical, unscheduled, onToday }: Props) {
  const navigate = useNavigate();
  const params = { workspaceId: useWorkspaceId(), projectId: useProjectId() };
  const go = (change: TimelineSearch | { critical: undefined }) =>
    void navigate({
      to: ".",
      search: ((before: object) => ({ ...before, ...change })) as never,
      replace: true,
    });
  return (
    <div className={classes.toolbar}>
      <SegmentedControl
        size="xs"
        aria-label={messages.zoom}
        value={zoom}
        onChange={(next) => go({ zoom: next as Zoom })}
        data={(["day", "week", "month", "quarter"] as const).map((value) => ({
          value,
          label: messages.zooms[value],
        }))}
      />
      <Button size="compact-sm" variant="default" onClick={onToday}>
        {messages.today}
      </Button>
      <span className={classes.spacer} />
      {unscheduled > 0 && (
        <ButtonLink
          size="compact-sm"
          variant="subtle"
          color="gray"
          className={classes.wide}
          to="/w/$workspaceId/p/$projectId/calendar"
          params={params}
          search={{ undated: true }}
        >
          {messages.unscheduled(unscheduled)}
        </ButtonLink>
      )}
      <Tooltip label={messages.criticalHelp} multiline w={260}>
        <Button
          size="compact-sm"
          variant={isCritical ? "light" : "subtle"}
          color={isCritical ? "red" : "gray"}
          aria-pressed={isCritical}
          onClick={() => go({ critical: isCritical ? undefined : true } as TimelineSearch)}
        >
          {messages.critical}
        </Button>
      </Tooltip>
      <SegmentedControl
        size="xs"
        aria-label={messages.by}
        value={by}
        onChange={(next) => go({ by: next as By })}
        data={[
          { value: "section", label: messages.bySection },
          { value: "assignee", label: messages.byAssignee },
        ]}
      />
    </div>
  );
}
