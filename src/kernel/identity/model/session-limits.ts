/** How long a sign-in lasts: GB/T 22239-2019, 8.1.4.1 b) asks for an automatic end when nobody is there. */
export type SessionLimits = {
  /** Without a request for so long, it ends. */
  idleMinutes: number
  /** However busy, it ends. */
  absoluteHours: number
}

export const defaultSessionLimits: SessionLimits = { idleMinutes: 30, absoluteHours: 12 }

type Times = { lastSeenAt: Date; expiresAt: Date }

/** Why a session no longer counts; null while it does. */
export function sessionEnd(
  { lastSeenAt, expiresAt }: Times,
  now: Date,
  limits: SessionLimits = defaultSessionLimits,
): 'idle' | 'expired' | null {
  if (now >= expiresAt) return 'expired'
  if (now.getTime() - lastSeenAt.getTime() >= limits.idleMinutes * 60_000) return 'idle'
  return null
}
