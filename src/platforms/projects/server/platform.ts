import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Actor } from '#kernel/http/model'
import { type PlatformDeps, type ServerPlatform, systemActor } from '#kernel/ledgers/server'
import { parseCsv } from '../model/csv.ts'
import '../model/messages.ts'
import { problemLedger } from '../model/problem-ledger.ts'
import { projectLedger } from '../model/project-ledger.ts'
import type { ProcedureKind } from '../model/wall-query.ts'
import { ColourRule } from './colour-rule.ts'
import { readGazetteer } from './gazetteer.ts'
import { type ImportDeps, importProjects } from './import-projects.ts'
import { projectRoutes } from './project-routes.ts'

const dataFolder = join(import.meta.dirname, '../../../../data')
const read = (name: string) => readFileSync(join(dataFolder, name), 'utf8')

/** The kernel's own account, in the place of a project office: what is loaded from files bears nobody's name. */
function loader(deps: PlatformDeps, district: string): Actor {
  const organisationId = deps.organisationOfRole('project_office', district) ?? 0
  return {
    ...systemActor,
    role: 'project_office',
    organisationId,
    divisions: [district],
    rights: [...systemActor.rights, 'ledgers.backdate'],
  }
}

function importDeps(deps: PlatformDeps): Omit<ImportDeps, 'actorFor'> {
  return {
    engine: deps.engine,
    gazetteer: readGazetteer(deps.divisions, read('chaoyang/places.csv')),
    enterprises: new Map(),
  }
}

function load(deps: PlatformDeps, csv: string) {
  return importProjects({ ...importDeps(deps), actorFor: (district) => loader(deps, district) }, csv)
}

function readProcedureKinds(): ProcedureKind[] {
  return parseCsv(read('procedures.csv')).records.map(({ cells }) => ({
    order: Number(cells['order']),
    code: cells['code'] ?? '',
    nameZh: cells['name_zh'] ?? '',
    nameEn: cells['name_en'] ?? '',
  }))
}

export const serverPlatform: ServerPlatform = {
  id: 'projects',
  async open(ground) {
    const rule = await ColourRule.open(ground.handle, ground.clock)
    const procedureKinds = readProcedureKinds()
    return {
      ledgers: [projectLedger(rule.settings), problemLedger],
      routes: (deps) =>
        projectRoutes({
          engine: deps.engine,
          divisions: deps.divisions,
          organisationNames: (ids) => deps.directory.organisations(ids),
          rule,
          procedureKinds,
          importDeps: importDeps(deps),
        }),
      imports: { projects: load },
      seed: async (deps, { dataFolder: folder }) => {
        const report = await load(deps, readFileSync(join(folder, 'chaoyang/projects.csv'), 'utf8'))
        return [
          {
            key: 'projects.seeded',
            params: { added: report.added.length, unchanged: report.unchanged.length },
          },
        ]
      },
      close: () => rule.close(),
    }
  },
}
