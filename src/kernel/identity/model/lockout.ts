/** 登录失败处理 (GB/T 22239-2019, 8.1.4.1 b): how many wrong passwords lock an account, and for how long. */
export type LockoutRule = {
  failuresMax: number
  lockMinutes: number
  /** Each further failure doubles the time, up to this. */
  lockMinutesMax: number
}

export const defaultLockout: LockoutRule = { failuresMax: 5, lockMinutes: 15, lockMinutesMax: 24 * 60 }

/**
 * Until when an account is locked after so many failures in a row; null while it isn't.
 * @param failures counted since the last success, the present one included
 */
export function lockedUntil(failures: number, now: Date, rule: LockoutRule = defaultLockout): Date | null {
  if (failures < rule.failuresMax) return null
  const doublings = Math.min(failures - rule.failuresMax, 20)
  const minutes = Math.min(rule.lockMinutes * 2 ** doublings, rule.lockMinutesMax)
  return new Date(now.getTime() + minutes * 60_000)
}
