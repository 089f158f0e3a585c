import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { paced } from "@/api/live";
import { ago } from "@/components/dates";
import { PersonAvatar } from "@/components/PersonAvatar";
import { notificationsQuery } from "@/features/inbox/queries";
import { TaskLink } from "@/features/tasks/opening";
import { useWorkspaceId } from "@/features/workspaces/queries";
import classes from "./home.module.css";
import { messages } from "./messages";

const SHOWN = 4;

/** Who wrote one's name lately; everything else is in the inbox. */
export function Mentions() {
  const workspaceId = useWorkspaceId();
  const inbox = useInfiniteQuery({ ...notificationsQuery(workspaceId, "all"), ...paced("now-and-then") });
  if (!inbox.data) return null;
  const mentions = inbox.data.pages
    .flatMap(({ data }) => data)
    .filter(({ reason }) => reason === "mentioned")
    .slice(0, SHOWN);
  return (
    <section aria-labelledby="mentions">
      <h3 id="mentions" className={classes.group}>
        {messages.mentions}
        <Link to="/w/$workspaceId/inbox" params={{ workspaceId }} className={classes.all}>
          {messages.allMentions}
        </Link>
      </h3>
      {mentions.length === 0 ? (
        <p className={classes.none}>{messages.noMentions}</p>
      ) : (
        <ul className={classes.lines}>
          {mentions.map(({ id, actor_id, actor_name, task_key, task_title, excerpt, created_at }) => (
            <li key={id}>
              <TaskLink taskKey={task_key} className={classes.mention}>
                <PersonAvatar id={actor_id} name={actor_name} size={24} withTooltip={false} />
                <span className={classes.said}>
                  <span>
                    <strong>{actor_name}</strong> {messages.on} {task_title}
                  </span>
                  {excerpt && <small>{excerpt}</small>}
                </span>
                <time dateTime={created_at}>{ago(created_at)}</time>
              </TaskLink>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
