/**
 * Which of `steps` shades a value gets: 0 for nothing, then equal shares of the largest value, so that the same
 * shade means the same share on every map with the same maximum.
 */
export function shadeOf(value: number | undefined, largest: number, steps = 4): number {
  if (value === undefined || value <= 0 || largest <= 0) return 0
  return Math.min(steps, Math.ceil((value / largest) * steps))
}
