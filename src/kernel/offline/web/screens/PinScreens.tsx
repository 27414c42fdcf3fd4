import { type FormEvent, type ReactNode, useState } from 'react'
import { formatDate } from '#kernel/ui/model'
import { asApiError, useT } from '#kernel/ui/web'
import { setUp, syncNow, unlock, useFieldSession } from './phone.ts'
import { FieldPage } from './FieldPage.tsx'
import { FieldRow } from './FieldRow.tsx'

export const pinPattern = /^\d{6,12}$/

type PinInputProps = {
  id: string
  label: string
  value: string
  problem?: string | undefined
  fresh?: boolean
  onChange: (pin: string) => void
}

export function PinInput({ id, label, value, problem, fresh = false, onChange }: PinInputProps) {
  return (
    <FieldRow id={id} labelId={`${id}-label`} label={label} required problem={problem}>
      <input
        id={id}
        type="password"
        inputMode="numeric"
        pattern="[0-9]*"
        autoComplete={fresh ? 'new-password' : 'off'}
        className="field-input field-pin"
        maxLength={12}
        aria-invalid={problem !== undefined}
        value={value}
        onChange={({ target }) => onChange(target.value.replace(/\D/g, ''))}
      />
    </FieldRow>
  )
}

/** Opens what the phone carries: without a line too, as long as the lease holds. */
export function UnlockScreen({ children }: { children?: ReactNode }) {
  const t = useT()
  const { worker, leaseUntil, triesLeft } = useFieldSession()
  const [pin, setPin] = useState('')
  const [wrong, setWrong] = useState(false)
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    setBusy(true)
    const outcome = await unlock(pin).finally(() => setBusy(false))
    setWrong(outcome === 'wrong_pin')
    setPin('')
  }
  return (
    <FieldPage title={t('offline.screen.unlock')}>
      <p>
        {worker?.name}
        {leaseUntil !== null && (
          <span className="field-quiet">
            {' '}
            · {t('offline.screen.lease.until', { time: formatDate(leaseUntil, true) })}
          </span>
        )}
      </p>
      <form onSubmit={(event) => void submit(event)}>
        <PinInput
          id="pin"
          label={t('offline.screen.pin')}
          value={pin}
          problem={wrong ? t('offline.screen.pin.wrong', { count: triesLeft }) : undefined}
          onChange={setPin}
        />
        <div className="field-buttons">
          <button type="submit" className="field-button field-button-main" disabled={busy || pin.length < 4}>
            {t(busy ? 'offline.screen.opening' : 'offline.screen.open')}
          </button>
        </div>
      </form>
      {children}
    </FieldPage>
  )
}

/** Makes the phone known and loads what it may carry: needs a line once. */
export function SetUpScreen({
  name,
  destroyed,
  children,
}: {
  name: string
  destroyed: boolean
  children?: ReactNode
}) {
  const t = useT()
  const [pin, setPin] = useState('')
  const [again, setAgain] = useState('')
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!pinPattern.test(pin)) return setProblem(t('offline.screen.pin.rule'))
    if (pin !== again) return setProblem(t('offline.screen.pin.differs'))
    setProblem(undefined)
    setBusy(true)
    try {
      await setUp(pin, deviceName())
    } catch (error) {
      setProblem(asApiError(error).detail)
      setBusy(false)
    }
  }
  return (
    <FieldPage title={t('offline.screen.set_up')}>
      {destroyed && <p className="field-notice field-notice-trouble">{t('offline.screen.destroyed')}</p>}
      <p>{t('offline.screen.set_up.text', { name })}</p>
      <form onSubmit={(event) => void submit(event)}>
        <PinInput
          id="new-pin"
          label={t('offline.screen.pin.new')}
          value={pin}
          problem={problem}
          fresh
          onChange={setPin}
        />
        <PinInput
          id="pin-again"
          label={t('offline.screen.pin.again')}
          value={again}
          fresh
          onChange={setAgain}
        />
        <div className="field-buttons">
          <button type="submit" className="field-button field-button-main" disabled={busy}>
            {t(busy ? 'offline.screen.loading' : 'offline.screen.set_up.go')}
          </button>
        </div>
      </form>
      {children}
    </FieldPage>
  )
}

function deviceName(): string {
  const found = /\(([^()]*)\)/.exec(navigator.userAgent)?.[1] ?? navigator.userAgent
  return found.slice(0, 80)
}

/** The lease is over: only a contact opens the phone again, and what is unsent is safe. */
export function LapsedScreen({ children }: { children?: ReactNode }) {
  const t = useT()
  const { syncing, online, sealed, trouble } = useFieldSession()
  return (
    <FieldPage title={t('offline.screen.lapsed')}>
      <p>{t('offline.screen.lapsed.text')}</p>
      {sealed > 0 && <p className="field-notice">{t('offline.screen.unsent.kept', { count: sealed })}</p>}
      {!syncing && (trouble !== null || !online) && (
        <p className="field-notice field-notice-trouble">{t('offline.screen.lapsed.no_line')}</p>
      )}
      <div className="field-buttons">
        <button
          type="button"
          className="field-button field-button-main"
          disabled={syncing}
          onClick={() => void syncNow()}
        >
          {t(syncing ? 'offline.screen.syncing' : 'offline.screen.contact')}
        </button>
      </div>
      {children}
    </FieldPage>
  )
}
