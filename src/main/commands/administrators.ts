import { randomBytes } from 'node:crypto'
import { AppError } from '#kernel/errors/model'
import { LoginName } from '#kernel/identity/model'
import type { Administrator, AdministratorRole } from '#kernel/identity/server'
import { translate } from '#kernel/i18n/model'
import type { House } from '../house.ts'
import { type Command, type CommandIo, parseCommandLine } from './command.ts'
import { houseOptions, placeOf } from './house-options.ts'
import { textTable } from './text-table.ts'

const options = {
  ...houseOptions,
  district: { type: 'string' },
  'system-admin': { type: 'string' },
  'security-admin': { type: 'string' },
  auditor: { type: 'string' },
  reset: { type: 'string' },
  json: { type: 'boolean' },
} as const

function loginName(text: string): string {
  const parsed = LoginName.safeParse(text)
  if (!parsed.success) throw new AppError('cli.bad_login_name', { params: { name: text } })
  return parsed.data
}

/** Three people, three names. */
function chosenNames(values: Partial<Record<'system-admin' | 'security-admin' | 'auditor', string>>) {
  const names: Record<AdministratorRole, string> = {
    system_admin: loginName(values['system-admin'] ?? 'sysadmin'),
    security_admin: loginName(values['security-admin'] ?? 'secadmin'),
    auditor: loginName(values.auditor ?? 'auditor'),
  }
  if (new Set(Object.values(names)).size < 3) throw new AppError('cli.three_names')
  return names
}

/** The district that was named, else all that are loaded. */
function chosenDistricts({ divisions }: House, named: string | undefined): string[] {
  const all = divisions.all
    .filter(({ level, validTo }) => level === 'district' && validTo === null)
    .map(({ code }) => code)
  if (all.length === 0) throw new AppError('installation.no_district', { status: 409 })
  if (named === undefined) return all
  if (!all.includes(named))
    throw new AppError('installation.unknown_district', {
      status: 404,
      params: { district: named, known: all.join(', ') },
    })
  return [named]
}

function print(io: CommandIo, made: readonly Administrator[], why: 'made' | 'reset'): void {
  io.out(translate(io.locale, `cli.administrators.${why}`))
  io.out('')
  const rows = made.map(({ role, loginName, password }) => [
    `  ${translate(io.locale, `orgs.role.${role}`)}`,
    loginName,
    password,
  ])
  for (const line of textTable(rows)) io.out(line)
  io.out('')
  io.out(translate(io.locale, 'cli.administrators.once'))
}

export const administratorsCommand: Command = {
  name: 'administrators',
  summary: 'cli.administrators.summary',
  usage: 'cli.administrators.usage',
  async run(args, io) {
    const { values, positionals } = parseCommandLine(args, options)
    if (positionals[0] !== undefined)
      throw new AppError('cli.bad_option', { params: { option: positionals[0] } })
    const names = chosenNames(values)
    const reset = values.reset === undefined ? undefined : loginName(values.reset)
    const { openHouse } = await import('../house.ts')
    const { argon2Passwords, makeAdministrators, resetAdministrator } = await import(
      '#kernel/identity/server'
    )
    const house = await openHouse(placeOf(values, io))
    try {
      const deps = { db: house.handle.db, passwords: argon2Passwords, now: house.clock.now(), randomBytes }
      const made =
        reset === undefined
          ? await makeAdministrators(deps, chosenDistricts(house, values.district), names)
          : [await resetAdministrator(deps, reset)]
      if (values.json) io.out(JSON.stringify(made))
      else print(io, made, reset === undefined ? 'made' : 'reset')
      return 0
    } finally {
      await house.close()
    }
  },
}
