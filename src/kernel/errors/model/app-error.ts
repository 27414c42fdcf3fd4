/** What a message may say of the case: shown to the user, so never a secret or a fact out of the caller's scope. */
export type ErrorParams = Record<string, string | number>

/** One of several faults of what was sent: where it is, and the catalogue's key without `error.` for its text. */
export type ErrorItem = {
  path: string
  code: string
  params?: ErrorParams
  /** Of a fault of geometry: where it is, and what there is of it to draw. */
  at?: readonly [longitude: number, latitude: number]
  geometry?: { type: string; coordinates: unknown }
}

type Options = {
  /** HTTP status the error maps to; 400 unless told. */
  status?: number
  params?: ErrorParams
  /** Where in the input the fault is, dotted: `fields.amount`. */
  path?: string
  /** Everything that is wrong, where it is more than one thing. */
  items?: readonly ErrorItem[]
  cause?: unknown
}

/**
 * An error the user can be told of. The code reads `module.reason`; the text is the catalogue key `error.<code>`
 * in the user's language. Everything else that is thrown answers 500 and tells nobody its insides.
 *
 * @example throw new AppError('entries.not_verified', { status: 409, params: { no: entry.no } })
 */
export class AppError extends Error {
  readonly code: string
  readonly status: number
  readonly params: ErrorParams
  readonly path: string | undefined
  readonly items: readonly ErrorItem[]

  constructor(code: `${string}.${string}`, options: Options = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.status = options.status ?? 400
    this.params = options.params ?? {}
    this.path = options.path
    this.items = options.items ?? []
  }
}

export function isAppError(error: unknown): error is AppError {
  return error instanceof AppError
}

/** What is out of the caller's scope answers as what isn't there at all: 404, the same words. */
export function notFound(): AppError {
  return new AppError('http.not_found', { status: 404 })
}
