import { randomFillSync } from 'node:crypto'

const pool = Buffer.alloc(4096)
let used = pool.length

/** A UUID of version 7 (RFC 9562): ordered by time in milliseconds, the rest random. */
export function newId(now: Date = new Date()): string {
  if (used + 10 > pool.length) {
    randomFillSync(pool)
    used = 0
  }
  const random = pool.subarray(used, used + 10)
  used += 10
  const time = now.getTime().toString(16).padStart(12, '0')
  const a = (0x7000 | (((random[0] as number) << 8) & 0x0f00) | (random[1] as number)).toString(16)
  const b = (((random[2] as number) & 0x3f) | 0x80).toString(16).padStart(2, '0')
  const rest = random.toString('hex', 3, 10)
  return `${time.slice(0, 8)}-${time.slice(8)}-${a}-${b}${rest.slice(0, 2)}-${rest.slice(2)}`
}

/** The instant that a UUID of version 7 carries. */
export function idTime(id: string): Date {
  return new Date(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16))
}
