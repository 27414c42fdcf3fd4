import { EyeInvisibleOutlined, EyeOutlined } from '@ant-design/icons'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Input, Modal, Select } from 'antd'
import { type FormEvent, useEffect, useId, useState } from 'react'
import { api, ErrorSummary, FormRow, useLocalText, useProblems, useT } from '#kernel/ui/web'
import '../consents/messages.ts'
import { purposesQuery } from '../consents/purposes.ts'
import '../messages.ts'
import { pathOf } from '../registry-objects.ts'
import './registry.css'

/** How long a whole number stays on the screen. */
const shownSeconds = 30

type UnmaskableProps = {
  /** Where the whole number is asked for. */
  path: string
  field: 'idNumber' | 'phone'
  masked: string
  mayUnmask: boolean
}

/** A masked number; whoever may sees the whole for a short time, after saying what for. */
export function Unmaskable({ path, field, masked, mayUnmask }: UnmaskableProps) {
  const t = useT()
  const [asking, setAsking] = useState(false)
  const [whole, setWhole] = useState<string>()
  const [left, setLeft] = useState(0)
  useEffect(() => {
    if (whole === undefined) return
    const end = Date.now() + shownSeconds * 1000
    const timer = setInterval(() => {
      const rest = Math.ceil((end - Date.now()) / 1000)
      setLeft(rest)
      if (rest <= 0) setWhole(undefined)
    }, 250)
    return () => clearInterval(timer)
  }, [whole])
  const hide = () => setWhole(undefined)
  if (whole !== undefined)
    return (
      <span className="unmaskable">
        <strong className="yw-number">{whole}</strong>
        <Button size="small" type="link" icon={<EyeInvisibleOutlined />} onClick={hide}>
          {t('registry.unmask.hide', { seconds: left || shownSeconds })}
        </Button>
      </span>
    )
  return (
    <span className="unmaskable">
      <span className="yw-number">{masked}</span>
      {mayUnmask && (
        <Button
          size="small"
          type="link"
          icon={<EyeOutlined />}
          aria-label={t(`registry.unmask.show.${field}`)}
          onClick={() => setAsking(true)}
        >
          {t('registry.unmask.show')}
        </Button>
      )}
      {asking && (
        <AskPurpose
          path={path}
          field={field}
          onClose={() => setAsking(false)}
          onShown={(value) => {
            setAsking(false)
            setLeft(shownSeconds)
            setWhole(value ?? t('registry.unmask.nothing'))
          }}
        />
      )}
    </span>
  )
}

type AskPurposeProps = {
  path: string
  field: UnmaskableProps['field']
  onClose: () => void
  onShown: (value: string | null) => void
}

const purposeMin = 4

function AskPurpose({ path, field, onClose, onShown }: AskPurposeProps) {
  const t = useT()
  const id = useId()
  const [purpose, setPurpose] = useState('')
  const [purposeCode, setPurposeCode] = useState<string>()
  const found = useProblems()
  const unmask = useMutation({
    mutationFn: () => api.post<{ value: string | null }>(path, { field, purpose, purposeCode }),
    // Kept nowhere but on the screen.
    gcTime: 0,
    onSuccess: ({ value }) => onShown(value),
    onError: (error) => void found.refuse(error),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const missing = { field: 'purpose', text: t('registry.unmask.purpose.missing') }
    if (found.check(purpose.trim().length < purposeMin ? [missing] : [])) unmask.mutate()
  }
  return (
    <Modal open footer={null} onCancel={onClose} title={t(`registry.unmask.show.${field}`)}>
      <form className="yw-form" onSubmit={submit} noValidate>
        <ErrorSummary problems={found.problems} general={found.general} idOf={(name) => `${id}-${name}`} />
        <p>{t('registry.unmask.text', { seconds: shownSeconds })}</p>
        {path.startsWith(pathOf('person')) && (
          <RegisteredPurpose
            id={`${id}-purposeCode`}
            problem={found.problemOf('purposeCode')}
            value={purposeCode}
            onChange={(code) => {
              found.forget('purposeCode')
              setPurposeCode(code)
            }}
          />
        )}
        <FormRow
          id={`${id}-purpose`}
          label={t('registry.unmask.purpose')}
          problem={found.problemOf('purpose')}
        >
          <Input.TextArea
            id={`${id}-purpose`}
            autoSize={{ minRows: 2 }}
            maxLength={300}
            status={found.problemOf('purpose') === undefined ? '' : 'error'}
            value={purpose}
            onChange={({ target }) => setPurpose(target.value)}
          />
        </FormRow>
        <div className="yw-form-buttons">
          <Button type="primary" htmlType="submit" loading={unmask.isPending}>
            {t('registry.unmask.show')}
          </Button>
          <Button onClick={onClose}>{t('ui.cancel')}</Button>
        </div>
      </form>
    </Modal>
  )
}

type RegisteredPurposeProps = {
  id: string
  problem: string | undefined
  value: string | undefined
  onChange: (code: string | undefined) => void
}

/** One of the registered purposes, with the ground that it stands on; what exactly for is said in words besides. */
function RegisteredPurpose({ id, problem, value, onChange }: RegisteredPurposeProps) {
  const t = useT()
  const text = useLocalText()
  const { data } = useQuery(purposesQuery)
  const open = data?.rows.filter(({ ended }) => !ended) ?? []
  const chosen = open.find(({ code }) => code === value)
  if (open.length === 0) return null
  return (
    <FormRow id={id} label={t('registry.purposes.name')} problem={problem} optional>
      <Select
        id={id}
        allowClear
        style={{ width: '100%' }}
        status={problem === undefined ? '' : 'error'}
        value={value}
        options={open.map(({ code, title }) => ({ value: code, label: text(title) }))}
        onChange={onChange}
      />
      {chosen && (
        <p className="yw-quiet">
          {t(`registry.purposes.basis.${chosen.basis}`)} · {chosen.legalText}
        </p>
      )}
    </FormRow>
  )
}
