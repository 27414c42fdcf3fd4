import type { LocalText } from '#kernel/i18n/model'
import type { EntryState } from '../model/state.ts'
import type { DefinitionBook } from './definition-book.ts'

/** What a task is called by the version that the entry was made under; its kind where that version has none such. */
export function taskLabel(
  book: DefinitionBook,
  { ledger, version }: Pick<EntryState, 'ledger' | 'version'>,
  kind: string,
): LocalText {
  const { definition } = book.version(book.get(ledger), version)
  return definition.tasks.find((task) => task.kind === kind)?.label ?? { 'zh-CN': kind, en: kind }
}
