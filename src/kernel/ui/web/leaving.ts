import { ApiError, api } from './api.ts'

const key = 'yiwang.leaving'

/** Signs out: now, or where there is no line now, before this browser next asks who is signed in. */
export async function leaveSession(): Promise<void> {
  localStorage.setItem(key, '1')
  await finishLeaving()
}

/** Ends the session that was left without a line. @throws ApiError while nobody can be reached */
export async function finishLeaving(): Promise<void> {
  if (localStorage.getItem(key) === null) return
  try {
    await api.del('/api/session', { stayOn401: true })
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) throw error
  }
  forgetLeaving()
}

/** Somebody has signed in since: theirs is another session. */
export function forgetLeaving(): void {
  localStorage.removeItem(key)
}
