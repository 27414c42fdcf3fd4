import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadOrCreateKeys } from '#kernel/crypto/server'
import type { DivisionTree } from '#kernel/divisions/model'
import { loadDivisionTree, readDivisionDataset, seedDivisions } from '#kernel/divisions/server'
import type { Actor } from '#kernel/http/model'
import { Engine } from '#kernel/ledgers/server'
import { Rulebooks } from '#kernel/rulebooks/server'
import { investmentLedger, problemLedger, projectLedger } from '#platforms/projects/model'
import { declareProjectRules, type ProjectRules, readGazetteer } from '#platforms/projects/server'
import { type SettableClock, settableClock, statutoryCalendar } from '#kernel/time/model'
import { openTestDatabase } from './database.ts'

type Who = 'office' | 'steward' | 'bureau' | 'unit' | 'otherOffice' | 'outsider'

export type ProjectWorld = {
  engine: Engine
  clock: SettableClock
  rules: ProjectRules
  divisions: DivisionTree
  gazetteer: ReturnType<typeof readGazetteer>
  actors: Record<Who, Actor>
  close(): Promise<void>
}

export const dataFile = (name: string) => readFileSync(new URL(`../../data/${name}`, import.meta.url), 'utf8')

function makeActor(
  n: number,
  organisationId: number,
  role: string,
  divisions: string[],
  rights: string[] = [],
): Actor {
  return {
    accountId: 9100 + n,
    positionId: 9100 + n,
    organisationId,
    name: `actor ${n}`,
    role,
    divisions,
    ledgers: 'all',
    sensitivity: 2,
    rights,
    locale: 'en',
  }
}

/** The project and problem ledgers over the real divisions, on the process's test database. */
export async function openProjectWorld(start = '2026-03-02T01:00:00Z'): Promise<ProjectWorld> {
  const clock = settableClock(new Date(start))
  const keys = await loadOrCreateKeys(join(mkdtempSync(join(tmpdir(), 'yiwang-projects-')), 'keys.json'), {
    create: true,
  })
  const handle = await openTestDatabase()
  await seedDivisions(handle.db, readDivisionDataset(['211302', '211303']))
  const divisions = await loadDivisionTree(handle.db)
  const rulebooks = await Rulebooks.open(handle, clock)
  const rules = declareProjectRules(rulebooks)
  const organisations: Record<string, number> = { bureau_handler: 922, project_office: 921 }
  const engine = await Engine.open({
    handle,
    clock,
    calendar: statutoryCalendar,
    keys,
    ledgers: [projectLedger(rules.colours), problemLedger, investmentLedger],
    organisationOfRole: (role) => organisations[role],
    checkAssignee: async () => undefined,
    checkSubjects: async () => undefined,
    holdsOn: async () => [],
    checkFiles: async () => undefined,
  })
  const rights = ['ledgers.backdate', 'ledgers.import']
  return {
    engine,
    clock,
    rules,
    divisions,
    gazetteer: readGazetteer(divisions, dataFile('chaoyang/places.csv')),
    actors: {
      office: makeActor(1, 921, 'project_office', ['211302', '211303'], rights),
      steward: makeActor(2, 921, 'steward', ['211302']),
      bureau: makeActor(3, 922, 'bureau_handler', ['211302']),
      unit: makeActor(4, 923, 'unit_handler', ['211302']),
      otherOffice: makeActor(5, 931, 'project_office', ['211303'], rights),
      outsider: makeActor(6, 941, 'steward', ['211302001']),
    },
    close: async () => {
      await rulebooks.close()
      await handle.close()
    },
  }
}
