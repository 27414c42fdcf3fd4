import { z } from 'zod'
import { ScanState } from './keeping.ts'

/** A file's name as its uploader gave it: the last part of a path, without control characters. */
export const FileName = z
  .string()
  .max(400)
  .transform((text) =>
    text
      .normalize('NFC')
      .replace(/^.*[/\\]/s, '')
      // Control characters, and those that turn the direction of writing and so disguise an ending.
      .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
      .trim(),
  )
  .pipe(z.string().min(1).max(200))

/** The field that an upload is meant for: `ledger/field`. */
export const Purpose = z.string().regex(/^[a-z][A-Za-z0-9_]{0,63}\/[a-z][A-Za-z0-9_]{0,63}$/)

export const StoredFile = z.strictObject({
  id: z.uuid(),
  /** SHA-256 of the content, 64 hex digits. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Bytes. */
  size: z.int().min(1),
  mediaType: z.string(),
  name: z.string(),
  at: z.iso.datetime(),
  scan: ScanState,
})
export type StoredFile = z.infer<typeof StoredFile>

/** Bytes at most, unless the installation says otherwise. */
export const defaultSizeLimit = 20 * 1024 * 1024

/**
 * The header that gives a download its name (RFC 6266): the exact name in UTF-8, and for old programs one in ASCII.
 */
export function contentDisposition(name: string, inline: boolean): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  // RFC 8187: what encodeURIComponent leaves, except the characters that a value may not hold.
  const exact = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `${inline ? 'inline' : 'attachment'}; filename="${ascii}"; filename*=UTF-8''${exact}`
}
