import type { FileDeps } from './files.ts'
import { AppError, isAppError } from '#kernel/errors/model'
import { defaultScanner, type ScanState } from '../model/keeping.ts'
import { clamd } from './clamd.ts'
import type { Draft } from './file-folder.ts'
import { listToScan, logFileEvent, noteScan, readScanner } from './keeping-store.ts'

/**
 * Shows what has arrived to the scanner, where one is switched on, before anything else reads it.
 * @throws AppError files.infected (422); files.scanner_down (503) where the administrator said so
 */
export async function scanDraft(
  { db, now }: Pick<FileDeps, 'db' | 'now'>,
  { path, sha256, size }: Draft,
  { name, accountId }: { name: string; accountId: number },
): Promise<ScanState> {
  const { on, address, whenDown } = (await readScanner(db)) ?? defaultScanner
  if (!on) return 'not_scanned'
  try {
    const verdict = await clamd(address).scan(path)
    if (verdict.clean) return 'clean'
    const detail = { threat: verdict.threat, sha256: sha256.toString('hex'), bytes: size, kept: false }
    await logFileEvent(db, { kind: 'infected', accountId, at: now(), detail })
    throw new AppError('files.infected', { status: 422, params: { name } })
  } catch (error) {
    if (whenDown === 'wait' && isAppError(error) && error.code === 'files.scanner_down') return 'waiting'
    throw error
  }
}

const atOnce = 50

/** Shows the scanner what waits for it, and what came before it was switched on. Run as a leased job. */
export async function scanWaiting({
  db,
  folder,
  now,
}: Pick<FileDeps, 'db' | 'folder' | 'now'>): Promise<void> {
  const { on, address } = (await readScanner(db)) ?? defaultScanner
  if (!on) return
  const scanner = clamd(address)
  for (const { sha256, size } of await listToScan(db, atOnce)) {
    if (!(await folder.holds(sha256))) continue
    const verdict = await scanner.scan(folder.pathOf(sha256)).catch(() => null)
    // It doesn't answer: the next round asks again.
    if (verdict === null) return
    await db.transaction().execute(async (tx) => {
      const threat = verdict.clean ? null : verdict.threat
      await noteScan(tx, sha256, threat, now())
      if (threat === null) return
      const detail = { threat, sha256: sha256.toString('hex'), bytes: size, kept: true }
      await logFileEvent(tx, { kind: 'infected', accountId: null, at: now(), detail })
    })
  }
}
