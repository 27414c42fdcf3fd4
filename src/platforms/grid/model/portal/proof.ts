import { z } from 'zod'

/** Leading zero bits that the hash of an answer must have: about a second of a phone's time, twice as many a minute. */
export const proofBits = 16

/** A riddle that only trying solves: find `answer` so that SHA-256 of `<challenge>.<answer>` begins with zeros. */
export const Challenge = z.strictObject({ challenge: z.string(), bits: z.int() })
export type Challenge = z.infer<typeof Challenge>

export const Proof = z.strictObject({
  challenge: z.string().max(200),
  answer: z.int().min(0).max(2_000_000_000),
})
export type Proof = z.infer<typeof Proof>

export function leadingZeros(hash: Uint8Array): number {
  let zeros = 0
  for (const byte of hash) {
    if (byte !== 0) return zeros + Math.clz32(byte) - 24
    zeros += 8
  }
  return zeros
}
