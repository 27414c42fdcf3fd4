import { InputNumber } from 'antd'
import type { RuleEditorProps } from '#kernel/rulebooks/web'
import { FormRow, useT } from '#kernel/ui/web'
import '../../model/portal/messages.ts'
import type { PortalLimit, PortalRules } from '../../model/portal/portal-rules.ts'

type Props = RuleEditorProps<PortalRules>
type Limits = PortalRules['limits']

/** How often the portal may be used, and for how long what is unproved is kept. */
export function PortalRulesForm(props: Props) {
  return (
    <div className="yw-form">
      <LimitsTable {...props} />
      <Lengths {...props} />
    </div>
  )
}

function LimitsTable({ body, disabled, onChange, problemOf }: Props) {
  const t = useT()
  const change = (at: number, windowAt: number, window: PortalLimit) => {
    const one = body.limits[at] as Limits[number]
    const windows = one.windows.with(windowAt, window)
    onChange({ ...body, limits: body.limits.with(at, { ...one, windows }) })
  }
  return (
    <div className="grid-rules-scroll">
      <table className="grid-rules-limits">
        <thead>
          <tr>
            <th scope="col">{t('portal.rules.limits')}</th>
            {(['windowMinutes', 'free', 'most'] as const).map((name) => (
              <th key={name} scope="col">
                {t(`portal.rules.${name}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.limits.flatMap(({ what, windows }, at) =>
            windows.map((window, windowAt) => (
              <tr key={`${what} ${windowAt}`}>
                {windowAt === 0 && (
                  <th scope="rowgroup" rowSpan={windows.length}>
                    {t(`portal.limit.${what}`)}
                  </th>
                )}
                {(['windowMinutes', 'free', 'most'] as const).map((name) => {
                  const path = `limits.${at}.windows.${windowAt}.${name}`
                  return (
                    <td key={name}>
                      <InputNumber
                        id={path}
                        aria-label={`${t(`portal.limit.${what}`)} ${t(`portal.rules.${name}`)}`}
                        min={1}
                        max={name === 'windowMinutes' ? 1440 : 1_000_000}
                        precision={0}
                        disabled={disabled}
                        status={problemOf(path) === undefined ? '' : 'error'}
                        value={window[name]}
                        onChange={(value) =>
                          value !== null && change(at, windowAt, { ...window, [name]: value })
                        }
                      />
                    </td>
                  )
                })}
              </tr>
            )),
          )}
        </tbody>
      </table>
    </div>
  )
}

type Length = {
  path: string
  max: number
  get: (body: PortalRules) => number
  set: (n: number) => Partial<PortalRules>
}

function lengthsOf({ blockDays, code, photos }: PortalRules): Length[] {
  return [
    { path: 'patience', max: 100, get: (body) => body.patience, set: (patience) => ({ patience }) },
    {
      path: 'blockDays.limit',
      max: 365,
      get: (body) => body.blockDays.limit,
      set: (limit) => ({ blockDays: { ...blockDays, limit } }),
    },
    {
      path: 'blockDays.abuse',
      max: 3650,
      get: (body) => body.blockDays.abuse,
      set: (abuse) => ({ blockDays: { ...blockDays, abuse } }),
    },
    {
      path: 'code.minutes',
      max: 60,
      get: (body) => body.code.minutes,
      set: (minutes) => ({ code: { ...code, minutes } }),
    },
    {
      path: 'code.tries',
      max: 20,
      get: (body) => body.code.tries,
      set: (tries) => ({ code: { ...code, tries } }),
    },
    {
      path: 'sessionHours',
      max: 720,
      get: (body) => body.sessionHours,
      set: (sessionHours) => ({ sessionHours }),
    },
    {
      path: 'photos.count',
      max: 10,
      get: (body) => body.photos.count,
      set: (count) => ({ photos: { ...photos, count } }),
    },
    {
      path: 'photos.megabytes',
      max: 50,
      get: (body) => body.photos.megabytes,
      set: (megabytes) => ({ photos: { ...photos, megabytes } }),
    },
    {
      path: 'photos.unusedHours',
      max: 168,
      get: (body) => body.photos.unusedHours,
      set: (unusedHours) => ({ photos: { ...photos, unusedHours } }),
    },
  ]
}

function Lengths({ body, disabled, onChange, problemOf }: Props) {
  const t = useT()
  const wordOf = (path: string) =>
    path
      .split('.')
      .map((name) => t(`portal.rules.${name}`))
      .join(' · ')
  return (
    <div className="grid-rules-lengths">
      {lengthsOf(body).map(({ path, max, get, set }) => (
        <FormRow key={path} id={path} label={wordOf(path)} problem={problemOf(path)}>
          <InputNumber
            id={path}
            min={1}
            max={max}
            precision={0}
            disabled={disabled}
            value={get(body)}
            onChange={(value) => value !== null && onChange({ ...body, ...set(value) })}
          />
        </FormRow>
      ))}
    </div>
  )
}
