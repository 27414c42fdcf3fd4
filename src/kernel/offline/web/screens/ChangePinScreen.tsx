import { type FormEvent, useState } from 'react'
import { useT } from '#kernel/ui/web'
import { changePin, useFieldSession } from './phone.ts'
import { FieldMessage } from './FieldMessage.tsx'
import { FieldPage } from './FieldPage.tsx'
import { PinInput, pinPattern } from './PinScreens.tsx'

/** Another PIN for the same store, without a line too. Wrong tries count: who finds an open phone guesses no better. */
export default function ChangePinScreen() {
  const t = useT()
  const [done, setDone] = useState(false)
  return (
    <FieldPage title={t('offline.screen.change_pin')} back="/m/me">
      {done ? (
        <FieldMessage
          title={t('offline.screen.change_pin.done')}
          text={t('offline.screen.change_pin.done.text')}
        />
      ) : (
        <ChangePin onDone={() => setDone(true)} />
      )}
    </FieldPage>
  )
}

function ChangePin({ onDone }: { onDone: () => void }) {
  const t = useT()
  const { triesLeft } = useFieldSession()
  const [pins, setPins] = useState({ old: '', next: '', again: '' })
  const [problem, setProblem] = useState<'wrong' | 'rule' | 'differs'>()
  const [busy, setBusy] = useState(false)
  const set = (name: keyof typeof pins) => (pin: string) => setPins((before) => ({ ...before, [name]: pin }))
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    const { old, next, again } = pins
    if (!pinPattern.test(next)) return setProblem('rule')
    if (next !== again) return setProblem('differs')
    setBusy(true)
    const outcome = await changePin(old, next).finally(() => setBusy(false))
    if (outcome === 'open') return onDone()
    setPins((before) => ({ ...before, old: '' }))
    setProblem('wrong')
  }
  const ofNext = problem === undefined || problem === 'wrong' ? undefined : t(`offline.screen.pin.${problem}`)
  return (
    <form onSubmit={(event) => void submit(event)}>
      <PinInput
        id="old-pin"
        label={t('offline.screen.pin.old')}
        value={pins.old}
        problem={problem === 'wrong' ? t('offline.screen.pin.wrong', { count: triesLeft }) : undefined}
        onChange={set('old')}
      />
      <PinInput
        id="next-pin"
        label={t('offline.screen.pin.new')}
        value={pins.next}
        problem={ofNext}
        fresh
        onChange={set('next')}
      />
      <PinInput
        id="next-pin-again"
        label={t('offline.screen.pin.again')}
        value={pins.again}
        fresh
        onChange={set('again')}
      />
      <div className="field-buttons">
        <button
          type="submit"
          className="field-button field-button-main"
          disabled={busy || pins.old.length < 6}
        >
          {t(busy ? 'offline.screen.change_pin.changing' : 'offline.screen.change_pin')}
        </button>
      </div>
    </form>
  )
}
