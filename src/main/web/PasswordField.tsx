import { Input } from 'antd'

type PasswordFieldProps = {
  id: string
  label: string
  hint?: string
  autoComplete: string
  faulty?: boolean
  value: string
  onChange: (value: string) => void
}

/** A password with its label above; it can be shown while it is typed. */
export function PasswordField({
  id,
  label,
  hint,
  autoComplete,
  faulty = false,
  value,
  onChange,
}: PasswordFieldProps) {
  return (
    <div>
      <label className="password-label" htmlFor={id}>
        {label}
      </label>
      <Input.Password
        id={id}
        size="large"
        autoComplete={autoComplete}
        status={faulty ? 'error' : ''}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
      {hint !== undefined && <p className="password-hint">{hint}</p>}
    </div>
  )
}
