import { formatDue } from '#kernel/ui/model'
import type { Translate } from '#kernel/ui/web'
import type { OfflineTask } from '../../model/field-door.ts'

/** What a clock says in words that stay true without a line: the moment itself, not how long it is until then. */
export function dueText(
  { dueAt, paused }: Pick<OfflineTask, 'dueAt' | 'paused'>,
  light: string,
  t: Translate,
): string {
  if (paused) return t('offline.screen.paused')
  if (dueAt === null) return t(`ui.light.${light}`)
  return t(light === 'red' ? 'offline.screen.due.late' : 'offline.screen.due', {
    time: formatDue(dueAt, true),
  })
}
