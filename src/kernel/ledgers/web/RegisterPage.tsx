import { PageHeader, useGo, useLocalText, useT } from '#kernel/ui/web'
import './messages.ts'
import { useLedger } from './queries.ts'
import { RegisterForm } from './RegisterForm.tsx'

/** The page on which an entry of any ledger is registered. */
export function RegisterPage({ ledger }: { ledger: string }) {
  const t = useT()
  const go = useGo()
  const text = useLocalText()
  const { data } = useLedger(ledger)
  const title = data
    ? t('ledgers.screen.register_in', { ledger: text(data.title) })
    : t('ledgers.screen.register')
  return (
    <>
      <PageHeader title={title} />
      <RegisterForm
        ledger={ledger}
        onDone={(entry) => go(`/entries/${entry.id}`, { replace: true })}
        onCancel={() => go(`/ledgers/${ledger}`)}
      />
    </>
  )
}
