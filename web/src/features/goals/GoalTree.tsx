import { ActionIcon } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { IconChevronRight, IconGoal } from "@/components/icons";
import { messages as shared } from "@/components/messages";
import { PersonAvatar } from "@/components/PersonAvatar";
import { usePeople, useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./goals.module.css";
import { messages } from "./messages";
import { GoalTag, Reached } from "./parts";
import type { Branch } from "./tree";

const INDENT = 26;

/** Goals, and in each those below it. */
export function GoalTree({ branches, depth }: { branches: readonly Branch[]; depth: number }) {
  return (
    <ul className={classes.tree}>
      {branches.map((branch) => (
        <GoalBranch key={branch.goal.id} branch={branch} depth={depth} />
      ))}
    </ul>
  );
}

function GoalBranch({ branch: { goal, children }, depth }: { branch: Branch; depth: number }) {
  const workspaceId = useWorkspaceId();
  const people = usePeople();
  const [isOpen, setOpen] = useState(true);
  return (
    <li>
      <div className={classes.line} style={{ paddingLeft: 6 + Math.min(depth, 6) * INDENT }}>
        {children.length > 0 ? (
          <ActionIcon
            size="sm"
            aria-expanded={isOpen}
            aria-label={isOpen ? messages.shut(goal.name) : messages.open(goal.name)}
            onClick={() => setOpen(!isOpen)}
          >
            <IconChevronRight size={15} className={classes.chevron} data-open={isOpen || undefined} />
          </ActionIcon>
        ) : (
          <IconGoal size={17} stroke={1.6} className={classes.mark} aria-hidden />
        )}
        <Link
          to="/w/$workspaceId/goals/$goalId"
          params={{ workspaceId, goalId: goal.id }}
          className={classes.name}
          data-closed={goal.state === "closed" || undefined}
        >
          {goal.name}
        </Link>
        <GoalTag goal={goal} />
        {goal.period && <span className={classes.period}>{goal.period}</span>}
        <Reached progress={goal.progress} health={goal.health} />
        <PersonAvatar id={goal.owner_id} name={people.name(goal.owner_id) ?? shared.somebody} />
      </div>
      {isOpen && children.length > 0 && <GoalTree branches={children} depth={depth + 1} />}
    </li>
  );
}
