import { createHash } from 'node:crypto'
import { verify } from '#kernel/crypto/server'
import { AppError } from '#kernel/errors/model'
import {
  checkpointsName,
  erasuresName,
  installationName,
  isFilePart,
  keysName,
  Manifest,
  manifestName,
  signatureName,
  tableOf,
} from './backup-format.ts'
import { readTar, TarDamage, type TarEntry } from './tar.ts'

type Part = { bytes: number; sm3: string; lines: number }
const lineFeed = 0x0a

/**
 * Reads a whole backup and holds every part against the manifest, writing nothing.
 * @throws AppError backup.damaged with what is wrong, cli.unreadable_file
 */
export async function checkBackup(file: string): Promise<Manifest> {
  const parts = new Map<string, Part>()
  let manifest: Buffer | undefined
  let signature: Buffer | undefined
  try {
    for await (const entry of readTar(file)) {
      if (entry.name === manifestName) manifest = await contentOf(entry)
      else if (entry.name === signatureName) signature = await contentOf(entry)
      else if (!isKnownPart(entry.name) || parts.has(entry.name)) throw damaged(file, 'part', entry.name)
      else parts.set(entry.name, await measure(entry))
    }
  } catch (error) {
    if (error instanceof TarDamage) throw damaged(file, 'archive', error.message)
    if ((error as NodeJS.ErrnoException).syscall !== undefined)
      throw new AppError('cli.unreadable_file', {
        params: { file, reason: String((error as Error).message) },
      })
    throw error
  }
  return holdAgainst(file, parts, manifest, signature)
}

type Damage = 'archive' | 'part' | 'manifest' | 'signature' | 'missing' | 'content' | 'rows'

function damaged(file: string, what: Damage, detail: string): AppError {
  return new AppError('backup.damaged', { params: { file, what, detail } })
}

function isKnownPart(name: string): boolean {
  const single = ['README.txt', checkpointsName, erasuresName, installationName, keysName]
  return single.includes(name) || tableOf(name) !== undefined || isFilePart(name)
}

/** A part as a whole, for the small ones. */
export async function contentOf(entry: TarEntry): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of entry.chunks()) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function measure(entry: TarEntry): Promise<Part> {
  const digest = createHash('sm3')
  let lines = 0
  for await (const chunk of entry.chunks()) {
    digest.update(chunk)
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, at + 1)) lines += 1
  }
  return { bytes: entry.size, sm3: digest.digest('hex'), lines }
}

function holdAgainst(
  file: string,
  parts: ReadonlyMap<string, Part>,
  bytes: Buffer | undefined,
  signature: Buffer | undefined,
): Manifest {
  if (!bytes || !signature) throw damaged(file, 'missing', bytes ? signatureName : manifestName)
  const manifest = parseManifest(file, bytes)
  if (!isSigned(manifest, bytes, signature)) throw damaged(file, 'signature', signatureName)
  const listed = new Set(manifest.parts.map((part) => part.name))
  for (const { name, bytes, sm3 } of manifest.parts) {
    const part = parts.get(name)
    if (!part) throw damaged(file, 'missing', name)
    if (part.bytes !== bytes || part.sm3 !== sm3) throw damaged(file, 'content', name)
  }
  for (const name of parts.keys()) if (!listed.has(name)) throw damaged(file, 'part', name)
  for (const { name, rows } of manifest.tables) {
    let lines = 0
    for (const [part, measured] of parts) if (tableOf(part) === name) lines += measured.lines
    if (lines !== rows) throw damaged(file, 'rows', name)
  }
  return manifest
}

function parseManifest(file: string, bytes: Buffer): Manifest {
  let json: unknown
  try {
    json = JSON.parse(bytes.toString('utf8'))
  } catch {
    throw damaged(file, 'manifest', 'JSON')
  }
  const { data, error } = Manifest.safeParse(json)
  if (!data) throw damaged(file, 'manifest', error.issues[0]?.path.join('.') ?? '')
  return data
}

function isSigned(manifest: Manifest, bytes: Buffer, signature: Buffer): boolean {
  try {
    return verify(manifest.publicKey, bytes, Buffer.from(signature.toString('latin1'), 'base64'))
  } catch {
    return false
  }
}
