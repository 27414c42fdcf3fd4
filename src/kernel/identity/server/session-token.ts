import { createHash, randomBytes } from 'node:crypto'

export const sessionCookie = 'yiwang_session'
export const localeCookie = 'yiwang_locale'

/** 256 random bits; only the browser keeps them. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

/** What the database knows of a token; undefined for what can't be one. */
export function hashToken(token: string | undefined): Buffer | undefined {
  if (token === undefined || !/^[\w-]{43}$/.test(token)) return undefined
  return createHash('sha256').update(token).digest()
}

/** Browsers are told apart in the trail without keeping what they say of themselves. */
export function hashUserAgent(text: string | undefined): Buffer | null {
  return text === undefined ? null : createHash('sha256').update(text).digest()
}
