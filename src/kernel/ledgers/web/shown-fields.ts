import { type Field, hiddenFields, type Json, type LedgerAnswer } from '#kernel/ledgers/model'
import { shanghaiDate } from '#kernel/time/model'

/** The fields of a form that apply, by what is said in it so far and what the entry holds. */
export function shownFields(
  declaration: Pick<LedgerAnswer, 'fields' | 'stages'>,
  fields: readonly Field[],
  values: Readonly<Record<string, unknown>>,
  stage: string,
): Field[] {
  const said = values as Record<string, Json>
  const hidden = hiddenFields(declaration, said, stage, shanghaiDate(new Date()))
  return fields.filter(({ name }) => !hidden.has(name))
}
