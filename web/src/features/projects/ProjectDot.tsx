import { colorOf } from "./colors";
import classes from "./projects.module.css";

export function ProjectDot({ project }: { project: { color: string | null; key: string } }) {
  return <span className={classes.dot} style={{ background: colorOf(project) }} aria-hidden />;
}
