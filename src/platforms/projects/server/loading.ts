import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#kernel/http/model'
import { type PlatformDeps, systemActor } from '#kernel/ledgers/server'
import { parseCsv } from '../model/csv.ts'
import { ServiceRule } from '../model/meetings/team-rule.ts'
import type { ProcedureKind } from '../model/wall-query.ts'
import { readGazetteer } from './gazetteer.ts'
import { type ImportDeps, type ImportReport, importProjects } from './import-projects.ts'
import { enterprisesByName } from './seed-registry.ts'

const ownData = join(import.meta.dirname, '../../../../data')

export function readData(name: string, folder = ownData): string {
  return readFileSync(join(folder, name), 'utf8')
}

/** The kernel's own account, in the place of a district's project office: what is loaded from files bears nobody's name. */
export function loader(deps: Pick<PlatformDeps, 'organisationOfRole' | 'divisions'>, district = ''): Actor {
  const districts = deps.divisions.districts.map(({ code }) => code)
  const organisationId = deps.organisationOfRole('project_office', district || (districts[0] ?? '')) ?? 0
  return {
    ...systemActor,
    role: 'project_office',
    organisationId,
    divisions: districts,
    rights: [...systemActor.rights, 'ledgers.backdate', 'registry.read'],
  }
}

/** What importing needs besides the list itself; enterprises of the list are looked up in the register. */
export async function importDeps(
  deps: PlatformDeps,
  actor: Actor,
  csv: string,
): Promise<Omit<ImportDeps, 'actorFor'>> {
  const names = parseCsv(csv).records.flatMap(({ cells }) => (cells.enterprise ?? '').split(/[;\uff1b]/))
  const known = [...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]
  return {
    engine: deps.engine,
    gazetteer: readGazetteer(deps.divisions, readData('chaoyang/places.csv')),
    enterprises: await enterprisesByName(deps, actor, known),
  }
}

export async function loadProjects(deps: PlatformDeps, csv: string): Promise<ImportReport> {
  return importProjects(
    {
      ...(await importDeps(deps, loader(deps), csv)),
      actorFor: (district) => loader(deps, district),
    },
    csv,
  )
}

export function readProcedureKinds(): ProcedureKind[] {
  return parseCsv(readData('procedures.csv')).records.map(({ cells }) => ({
    order: Number(cells.order),
    code: cells.code ?? '',
    nameZh: cells.name_zh ?? '',
    nameEn: cells.name_en ?? '',
  }))
}

/** The rule of serving projects that comes with the program. */
export function readServiceRule(): ServiceRule {
  return ServiceRule.parse(JSON.parse(readData('service-rule.json')))
}
