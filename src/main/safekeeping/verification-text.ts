import { translate } from '#kernel/i18n/model'
import type { Finding, Verification } from '#kernel/ledgers/model'
import type { CommandIo } from '../commands/command.ts'

export function isClean(found: Verification): boolean {
  return found.findings.length === 0
}

/** A verification as a person reads it. */
export function printVerification(found: Verification, io: CommandIo): void {
  const say = (key: string, params: Record<string, string | number> = {}) =>
    io.out(translate(io.locale, key, params))
  const { entries, actions, checkpoints, sealed, unsealed, replayed } = found
  say('cli.verify.read', { entries, actions, checkpoints, sealed, unsealed, replayed })
  if (found.fileBehind > 0) say('cli.verify.file_behind', { count: found.fileBehind })
  if (found.fileAhead > 0) say('cli.verify.file_ahead')
  if (isClean(found)) {
    say(checkpoints > 0 ? 'cli.verify.clean' : 'cli.verify.unsealed')
    return
  }
  const count = Object.values(found.counts).reduce((sum, n) => sum + n, 0)
  say('cli.verify.findings', { count })
  for (const finding of found.findings) io.out(`  ${findingText(finding, io)}`)
  if (count > found.findings.length) say('cli.verify.more', { count: count - found.findings.length })
}

function findingText(finding: Finding, io: CommandIo): string {
  const { code, seq = 0, column = '', was = 'none', checkpoint, where = '', what = '' } = finding
  return translate(io.locale, `ledgers.finding.${code}`, {
    entry: entryText(finding, io),
    seq,
    lastSeq: finding.lastSeq ?? seq,
    column,
    was,
    checkpoint: checkpoint ?? '?',
    where,
    what,
  })
}

function entryText(
  { entryId = '', no, title = '', ledger = '', registeredAt }: Finding,
  io: CommandIo,
): string {
  return no === undefined
    ? translate(io.locale, 'cli.verify.gone', { id: entryId, at: registeredAt ?? '?' })
    : translate(io.locale, 'cli.verify.entry', { no, title, ledger, id: entryId })
}
