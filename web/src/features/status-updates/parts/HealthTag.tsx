import { Tag } from "@/components/Tag";
import type { Health } from "../health";
import { messages } from "../messages";

const TONES: Record<Health, "good" | "warn" | "bad" | "neutral"> = {
  on_track: "good",
  at_risk: "warn",
  off_track: "bad",
  on_hold: "neutral",
  complete: "good",
  dropped: "neutral",
};

export function HealthTag({ health }: { health: Health }) {
  return <Tag tone={TONES[health]}>{messages.healths[health]}</Tag>;
}
