import { Notifications } from "@mantine/notifications";

/** Where messages appear: a chunk of its own, which nothing waits for. */
export default function Toasts() {
  return <Notifications position="bottom-right" limit={4} zIndex={400} containerWidth={380} />;
}
