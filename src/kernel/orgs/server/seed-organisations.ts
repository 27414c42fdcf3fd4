import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { type Division, DivisionCode, divisionKinds } from '#kernel/divisions/model'
import { AppError } from '#kernel/errors/model'
import { NewPosition, OrganisationKind, parseRoles } from '#kernel/orgs/model'
import { type OrganisationRow, organisationIdsByCode, saveOrganisations } from './organisation-store.ts'
import { savePositions } from './position-store.ts'
import { declareRoles, listRoles, saveRoles } from './role-store.ts'

const Body = z.strictObject({
  code: z.string().regex(/^[a-z0-9][a-z0-9-]{1,60}$/),
  name: z.string().min(2),
  nameEn: z.string().min(2),
  kind: OrganisationKind,
  /** The district government where none is named. */
  parent: z.string().optional(),
  /** The district where none is named. */
  divisionCode: DivisionCode.optional(),
})

/** What every district has: `{district}` and `{division}` in names are filled in. */
const Structure = z.strictObject({
  /** The body that a division of the kind has: a government, an office, a committee. */
  offices: z.record(
    z.enum(divisionKinds),
    z.strictObject({ kind: OrganisationKind, name: z.string(), nameEn: z.string() }),
  ),
  bodies: z.array(Body),
})
type Structure = z.infer<typeof Structure>

const PositionSeed = NewPosition.omit({ organisationId: true }).extend({ organisation: z.string() })
const Particular = z.strictObject({
  district: DivisionCode,
  bodies: z.array(Body).default([]),
  roles: z.array(z.unknown()).default([]),
  positions: z.array(PositionSeed).default([]),
})

/**
 * Loads the organisations, roles and positions of the districts among the divisions: the structure every district
 * has, the governments of its townships and the committees of its villages from the divisions themselves, and what
 * `<district>.json` adds. It can be run again: nothing is doubled, names are brought up to date.
 * @param folder where `structure.json` and the districts' files lie: `data/organisations`
 * @throws AppError orgs.unknown_right, orgs.unknown_role, orgs.unknown_organisation: each with the file and path.
 */
export async function seedOrganisations(
  db: Database,
  divisions: readonly Division[],
  folder: string,
): Promise<{ organisations: number; positions: number }> {
  await declareRoles(db)
  const structure = Structure.parse(readJson(join(folder, 'structure.json')))
  let organisations = 0
  let positions = 0
  for (const district of divisions.filter(({ level }) => level === 'district')) {
    const file = `${district.code}.json`
    const own = Particular.parse(readJson(join(folder, file)))
    const rows = [
      ...divisions
        .filter(({ code }) => code.startsWith(district.code))
        .map((division) => divisionOffice(division, structure.offices)),
      ...structure.bodies.map((body) => toRow(fill(body, district), district)),
      ...own.bodies.map((body) => toRow(body, district)),
    ]
    await saveRoles(db, parseRoles(own.roles, `${file}: roles`))
    await saveOrganisations(db, rows)
    await checkPositions(db, own.positions, file)
    if (own.positions.length > 0) await savePositions(db, own.positions)
    organisations += rows.length
    positions += own.positions.length
  }
  return { organisations, positions }
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'))
}

function fill<T extends z.infer<typeof Body>>(body: T, district: Division): T {
  return {
    ...body,
    code: `${district.code}-${body.code}`,
    ...(body.parent === undefined ? {} : { parent: `${district.code}-${body.parent}` }),
    name: body.name.replace('{district}', district.name),
    nameEn: body.nameEn.replace('{district}', district.nameEn),
  }
}

function toRow(body: z.infer<typeof Body>, district: Division): OrganisationRow {
  const { parent, divisionCode, ...rest } = body
  return { ...rest, parentCode: parent ?? district.code, divisionCode: divisionCode ?? district.code }
}

function divisionOffice(division: Division, offices: Structure['offices']): OrganisationRow {
  const { kind, name, nameEn } = offices[division.kind]
  return {
    code: division.code,
    name: name.replace('{division}', division.name),
    nameEn: nameEn.replace('{division}', division.nameEn),
    kind,
    parentCode: division.parent,
    divisionCode: division.code,
  }
}

async function checkPositions(
  db: Database,
  positions: readonly z.infer<typeof PositionSeed>[],
  file: string,
): Promise<void> {
  const organisations = await organisationIdsByCode(db)
  const roles = new Set((await listRoles(db)).map(({ id }) => id))
  positions.forEach((position, index) => {
    const path = `${file}: positions.${index}`
    if (!organisations.has(position.organisation))
      throw new AppError('orgs.unknown_organisation', {
        path: `${path}.organisation`,
        params: { code: position.organisation },
      })
    if (!roles.has(position.role))
      throw new AppError('orgs.unknown_role', { path: `${path}.role`, params: { role: position.role } })
  })
}
