import { mkdir, open, readFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { z } from 'zod'
import { AppError } from '#kernel/errors/model'
import '../model/messages.ts'

/** One erasure as it stands outside the database: what a restore of an older backup is held against. */
const Line = z.strictObject({
  no: z.int().min(1),
  certificate: z.string(),
  manifest: z.string(),
  signature: z.base64(),
})
export type ErasureLine = z.infer<typeof Line>

/** Adds a line and has it on the disk before it returns. */
export async function appendErasure(file: string, line: ErasureLine): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true, mode: 0o700 })
    const handle = await open(file, 'a', 0o600)
    try {
      await handle.appendFile(`${JSON.stringify(line)}\n`)
      await handle.sync()
    } finally {
      await handle.close()
    }
    const folder = await open(dirname(file), 'r')
    try {
      await folder.sync()
    } finally {
      await folder.close()
    }
  } catch (cause) {
    throw fileError(file, cause)
  }
}

/**
 * The lines of a file, oldest first; none where there is no file. A last line that a crash cut short is passed over:
 * its erasure was never committed.
 * @throws AppError ledgers.erasure_file
 */
export async function readErasures(file: string): Promise<ErasureLine[]> {
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw fileError(file, cause)
  }
  return parseErasures(text, file)
}

function parseErasures(text: string, file: string): ErasureLine[] {
  const lines = text.slice(0, text.lastIndexOf('\n') + 1).split('\n')
  return lines.flatMap((line, index) => {
    if (line === '') return []
    const parsed = Line.safeParse(readJson(line))
    if (parsed.success) return [parsed.data]
    throw fileError(file, new Error(`line ${index + 1}`))
  })
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function fileError(file: string, cause: unknown): AppError {
  const reason = (cause as NodeJS.ErrnoException).code ?? (cause instanceof Error ? cause.message : 'unknown')
  return new AppError('ledgers.erasure_file', { status: 500, params: { file, reason }, cause })
}
