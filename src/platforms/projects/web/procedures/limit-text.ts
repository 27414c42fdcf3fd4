import type { Translate } from '#kernel/ui/web'
import type { StepLimit } from '../../model/procedures/template.ts'

/** A limit in words; that none is set is said too. */
export function limitText(t: Translate, limit: StepLimit | null): string {
  if (limit === null) return t('projects.limit.none')
  if (limit.count === 0) return t('projects.limit.at_once')
  return t(`projects.limit.${limit.unit}`, { count: limit.count })
}
