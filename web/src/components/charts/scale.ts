/** Marks of an axis from zero, at round values; the last is at or above the most. */
export function ticksTo(most: number, about = 4): number[] {
  if (!(most > 0)) return [0, 1];
  const rough = most / about;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((one) => one >= rough) ?? 10 * power;
  const whole = Math.max(step, 1);
  return Array.from({ length: Math.ceil(most / whole) + 1 }, (_, index) => index * whole);
}
