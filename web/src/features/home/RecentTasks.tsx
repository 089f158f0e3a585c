import { useUser } from "@/app/session-hooks";
import { TaskLink } from "@/features/tasks/opening";
import { recentTasks } from "@/features/tasks/recent";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./home.module.css";
import { messages } from "./messages";

/** What one had open last on this device, to go on with. */
export function RecentTasks() {
  const tasks = recentTasks(useWorkspaceId(), useUser().id);
  if (tasks.length === 0) return null;
  return (
    <section aria-labelledby="recent">
      <h3 id="recent" className={classes.group}>
        {messages.recent}
      </h3>
      <ul className={classes.recent}>
        {tasks.map(({ id, key, title }) => (
          <li key={id}>
            <TaskLink taskKey={key} className={classes.card}>
              <span>{title}</span>
              <small>{key}</small>
            </TaskLink>
          </li>
        ))}
      </ul>
    </section>
  );
}
