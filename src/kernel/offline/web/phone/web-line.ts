import { sendResumable } from '#kernel/files/web'
import { api } from '#kernel/ui/web'
import type { Line } from './line.ts'

/** Whoever works without a line stays on the page, whatever has become of the session. */
const stay = { stayOn401: true } as const

export const webLine: Line = {
  get: (path, query) => api.get(path, { ...stay, ...(query ? { query } : {}) }),
  post: (path, body, clientKey) =>
    api.post(path, body, { ...stay, ...(clientKey === undefined ? {} : { clientKey }) }),
  sendPhoto: (file, purpose, { url, onOpened, onSent, signal }) =>
    sendResumable(file, { url, purpose }, { onOpened, onSent, signal, onWaiting: () => undefined }),
}
