import type { Generated, GeneratedAlways } from 'kysely'
import type { OrganisationKind } from '#kernel/orgs/model'

type OrganisationTable = {
  id: Generated<number>
  code: string
  name_zh: string
  name_en: string
  kind: OrganisationKind
  parent_id: number | null
  division_code: string
  district: GeneratedAlways<string>
  township: GeneratedAlways<string | null>
  village: GeneratedAlways<string | null>
  valid_from: string | null
  valid_to: string | null
}

type RoleTable = {
  id: string
  title_zh: string
  title_en: string
  rights: string[]
  built_in: Generated<boolean>
}

type PositionTable = {
  id: Generated<number>
  code: string
  organisation_id: number
  title_zh: string
  title_en: string
  role: string
  divisions: string[]
  ledgers: string[] | null
  sensitivity: number
  valid_from: string | null
  valid_to: string | null
}

export type OrgTables = { organisation: OrganisationTable; role: RoleTable; position: PositionTable }
