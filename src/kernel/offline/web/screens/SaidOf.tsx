import type { LedgerAnswer } from '#kernel/ledgers/model'
import { useLocalText } from '#kernel/ui/web'
import { OfflineValue } from './OfflineValue.tsx'

type SaidProps = {
  ledger: LedgerAnswer | undefined
  action: string
  input: Readonly<Record<string, unknown>>
}

/** What an action said, in the words of its form. */
export function SaidOf({ ledger, action, input }: SaidProps) {
  const text = useLocalText()
  const fields = [
    ...(ledger?.fields ?? []),
    ...(ledger?.actions.find(({ id }) => id === action)?.input ?? []),
  ].filter((field, index, all) => all.findIndex(({ name }) => name === field.name) === index)
  return fields
    .filter(({ name }) => input[name] !== undefined && input[name] !== null)
    .map((field) => (
      <span key={field.name} className="field-said">
        {text(field.label)}: <OfflineValue field={field} value={input[field.name]} />
      </span>
    ))
}
