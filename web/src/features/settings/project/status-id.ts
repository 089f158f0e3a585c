/** An id for a new status that no other has: `In review` becomes `in_review`. */
export function statusIdFrom(name: string, others: readonly { id: string }[]): string {
  const plain = name
    .normalize("NFD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "_")
    .replace(/^[^a-z]+|_+$/g, "");
  const base = (plain || "status").slice(0, 34);
  const taken = new Set(others.map(({ id }) => id));
  let id = base;
  for (let number = 2; taken.has(id); number += 1) id = `${base}_${number}`;
  return id;
}
