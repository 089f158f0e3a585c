import { useNetwork } from "@mantine/hooks";
import { messages } from "../messages";
import classes from "./Shell.module.css";

/** Says that the network is down, while it is. */
export function OfflineBar() {
  const { online } = useNetwork();
  return <div role="status">{!online && <div className={classes.offline}>{messages.offline}</div>}</div>;
}
