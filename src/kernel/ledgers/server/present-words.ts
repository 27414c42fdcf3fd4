import type { LocalText } from '#kernel/i18n/model'
import type { EntryAnswer } from '../model/answers.ts'
import type { LedgerDefinition } from '../model/definition.ts'
import type { EntryState } from '../model/state.ts'

/** An extension that waits for its decision. */
export function presentExtension(
  definition: LedgerDefinition,
  { marks }: EntryState,
): EntryAnswer['extension'] {
  if (!marks.extension) return null
  const { task, unit, count, reason, seq } = marks.extension
  const label = definition.tasks.find(({ kind }) => kind === task)?.label ?? { 'zh-CN': task, en: task }
  return { task: label, unit, count, reason, seq }
}

/** Ratings of who handled it, and how an appeal against each stands. */
export function presentRatings(
  { marks }: EntryState,
  names: ReadonlyMap<number, LocalText>,
): EntryAnswer['ratings'] {
  return (marks.ratings ?? []).map(
    ({ seq, organisationId, score, appealedSeq, decidedSeq, excludedSeq }) => ({
      seq,
      organisation: { id: organisationId, name: names.get(organisationId) ?? { 'zh-CN': '', en: '' } },
      score,
      appeal:
        appealedSeq === undefined
          ? 'none'
          : decidedSeq === undefined
            ? 'pending'
            : excludedSeq === undefined
              ? 'rejected'
              : 'upheld',
    }),
  )
}
