export type PhotoProgress = {
  url: string | null
  onOpened: (url: string) => void
  onSent: (bytes: number) => void
  signal: AbortSignal
}

/** The way to the server, so that the phone's rules can be tried without one. */
export type Line = {
  get: <Answer>(path: string, query?: Record<string, string>) => Promise<Answer>
  post: <Answer>(path: string, body?: unknown, clientKey?: string) => Promise<Answer>
  /** Sends a photo in pieces, going on where the line broke, and answers the file's id. */
  sendPhoto: (file: File, purpose: string, progress: PhotoProgress) => Promise<string>
}

/** What of any thrown thing decides how to go on: 0 where no answer came. */
export function troubleOf(error: unknown): { status: number; code: string } {
  const { status, code } = error as { status?: unknown; code?: unknown }
  return typeof status === 'number' && typeof code === 'string'
    ? { status, code }
    : { status: -1, code: 'ui.unexpected' }
}
