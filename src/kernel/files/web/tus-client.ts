import { Problem } from '#kernel/http/model'
import { ApiError } from '#kernel/ui/web'
import { fileHeader, metadataOf, tusVersion } from '../model/tus.ts'

/** Small enough that a weak line gets one through in a minute, and progress shows. */
const pieceBytes = 512 * 1024

type Answer = { status: number; header: (name: string) => string | null; error: () => ApiError }

type Sending = {
  body?: Blob
  headers?: Record<string, string>
  signal: AbortSignal
  onSent?: (bytes: number) => void
}

/** One request; status 0 where no answer came. Only XMLHttpRequest tells how much of a body has gone out. */
function ask(method: string, url: string, { body, headers = {}, signal, onSent }: Sending): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    const stop = () => request.abort()
    const end = () => {
      signal.removeEventListener('abort', stop)
      resolve({
        status: request.status,
        header: (name) => request.getResponseHeader(name),
        error: () => errorOf(request),
      })
    }
    request.open(method, url)
    request.setRequestHeader('x-yiwang', '1')
    request.setRequestHeader('tus-resumable', tusVersion)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    request.upload.addEventListener('progress', ({ loaded }) => onSent?.(loaded))
    request.addEventListener('load', end)
    request.addEventListener('error', end)
    request.addEventListener('timeout', end)
    request.addEventListener('abort', () => reject(new DOMException('stopped', 'AbortError')))
    if (signal.aborted) return reject(new DOMException('stopped', 'AbortError'))
    signal.addEventListener('abort', stop, { once: true })
    request.timeout = 120_000
    request.send(body ?? null)
  })
}

function errorOf(request: XMLHttpRequest): ApiError {
  let body: unknown
  try {
    body = JSON.parse(request.responseText)
  } catch {
    body = undefined
  }
  const problem = Problem.safeParse(body)
  if (problem.success) return new ApiError(problem.data)
  return new ApiError({ status: request.status, code: 'files.interrupted', title: '', detail: '' })
}

export type Progress = {
  /** Where the upload stands at the server, to go on from another time. */
  onOpened: (url: string) => void
  onSent: (bytes: number) => void
  /** The line broke, and it is tried again by itself; false once it goes on. */
  onWaiting: (waiting: boolean) => void
  signal: AbortSignal
}

type Told = { offset: number; file: string | null }

/** How often it is tried again without a byte getting through, while the browser thinks it is connected. */
const triesMax = 7
const pauseMaxMs = 20_000

/**
 * Sends a file in pieces and answers its id. Where the line breaks it waits, asks how much has come, and goes on.
 * @throws ApiError where the server refuses it, or nothing gets through for minutes; AbortError where it is stopped
 */
export async function sendResumable(
  file: File,
  { url, purpose }: { url: string | null; purpose: string | undefined },
  progress: Progress,
): Promise<string> {
  const { signal, onSent, onWaiting } = progress
  let place = url
  let offset: number | null = null
  for (let tries = 0; ; ) {
    let answer: Answer
    if (place === null) {
      answer = await open(file, purpose, signal)
      if (answer.status === 201) {
        place = answer.header('location') ?? ''
        offset = 0
        progress.onOpened(place)
        continue
      }
    } else if (offset === null) {
      answer = await ask('HEAD', place, { signal })
      // Forgotten there: begun anew.
      if (answer.status === 404) {
        place = null
        continue
      }
    } else answer = await sendPiece(file, place, offset, progress)
    const told = answer.status >= 200 && answer.status < 300 ? toldBy(answer) : null
    if (told?.file) return told.file
    if (told) {
      if (told.offset > (offset ?? -1)) tries = 0
      offset = told.offset
      onSent(offset)
      onWaiting(false)
      continue
    }
    if (isFinal(answer.status)) throw answer.error()
    tries += navigator.onLine ? 1 : 0
    if (tries > triesMax) throw answer.error()
    offset = null
    onWaiting(true)
    await pause(Math.min(pauseMaxMs, 400 * 2 ** tries), signal)
  }
}

function open(file: File, purpose: string | undefined, signal: AbortSignal): Promise<Answer> {
  const metadata = {
    filename: file.name,
    filetype: file.type,
    ...(purpose === undefined ? {} : { for: purpose }),
  }
  return ask('POST', '/api/uploads', {
    signal,
    headers: { 'upload-length': String(file.size), 'upload-metadata': metadataOf(metadata) },
  })
}

function sendPiece(file: File, url: string, offset: number, { signal, onSent }: Progress): Promise<Answer> {
  return ask('PATCH', url, {
    signal,
    body: file.slice(offset, offset + pieceBytes),
    headers: { 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    onSent: (bytes) => onSent(offset + bytes),
  })
}

function toldBy({ header }: Answer): Told {
  return { offset: Number(header('upload-offset') ?? 0), file: header(fileHeader) }
}

/** Refused for what it is. No answer, another request in between, and a server in trouble pass. */
function isFinal(status: number): boolean {
  return status >= 400 && status < 500 && ![404, 408, 409, 423, 429].includes(status)
}

/** Until the time is over or the browser is connected again, whichever comes first. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer)
      window.removeEventListener('online', done)
      signal.removeEventListener('abort', stop)
      resolve()
    }
    const stop = () => {
      done()
      reject(new DOMException('stopped', 'AbortError'))
    }
    const timer = setTimeout(done, ms)
    window.addEventListener('online', done)
    signal.addEventListener('abort', stop)
  })
}

/** Gives an upload up at the server; where that fails it expires by itself. */
export async function giveUp(url: string): Promise<void> {
  await ask('DELETE', url, { signal: new AbortController().signal })
}
