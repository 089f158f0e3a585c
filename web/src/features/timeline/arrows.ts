/** Dependencies as lines from one bar to another. */
import { plusDays } from "@/features/schedule/days";
import type { Span } from "@/features/schedule/spans";

export type Kind = "FS" | "SS" | "FF" | "SF";

interface Box {
  left: number;
  right: number;
  /** The middle of its line. */
  y: number;
}

const OUT = 9;
const RADIUS = 5;
const HEAD = 4.5;

/** From the end that counts of what is waited for, to the end that counts of what waits; with a head. */
export function arrowPath(kind: Kind, from: Box, to: Box, rowHeight: number): string {
  const leavesRight = kind[0] === "F";
  const entersLeft = kind[1] === "S";
  const start = { x: leavesRight ? from.right : from.left, y: from.y };
  const end = { x: entersLeft ? to.left : to.right, y: to.y };
  const out = start.x + (leavesRight ? OUT : -OUT);
  const into = end.x + (entersLeft ? -OUT : OUT);
  const isDirect = leavesRight === entersLeft ? (leavesRight ? out <= into : out >= into) : true;
  const between = start.y + Math.sign(end.y - start.y || 1) * (rowHeight / 2);
  const corner = leavesRight === entersLeft ? out : leavesRight ? Math.max(out, into) : Math.min(out, into);
  const points = isDirect
    ? [start, { x: corner, y: start.y }, { x: corner, y: end.y }, end]
    : [
        start,
        { x: out, y: start.y },
        { x: out, y: between },
        { x: into, y: between },
        { x: into, y: end.y },
        end,
      ];
  const back = entersLeft ? -HEAD : HEAD;
  return `${rounded(points)}M${end.x + back} ${end.y - HEAD}L${end.x} ${end.y}L${end.x + back} ${end.y + HEAD}`;
}

function rounded(points: readonly { x: number; y: number }[]): string {
  let path = "";
  points.forEach((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    if (!before) {
      path += `M${point.x} ${point.y}`;
      return;
    }
    if (!after) {
      path += `L${point.x} ${point.y}`;
      return;
    }
    const radius = Math.min(RADIUS, distance(before, point) / 2, distance(point, after) / 2);
    const enter = towards(point, before, radius);
    const leave = towards(point, after, radius);
    path += `L${enter.x} ${enter.y}Q${point.x} ${point.y} ${leave.x} ${leave.y}`;
  });
  return path;
}

const distance = (one: { x: number; y: number }, other: { x: number; y: number }) =>
  Math.abs(one.x - other.x) + Math.abs(one.y - other.y);

function towards(from: { x: number; y: number }, to: { x: number; y: number }, by: number) {
  return { x: from.x + Math.sign(to.x - from.x) * by, y: from.y + Math.sign(to.y - from.y) * by };
}

/** Whether days contradict a dependency; a task may begin on the day on which another ends. */
export function contradicts(kind: Kind, lag: number, other: Span, waiting: Span): boolean {
  const required = plusDays(kind[0] === "F" ? other.to : other.from, lag);
  return (kind[1] === "S" ? waiting.from : waiting.to) < required;
}
