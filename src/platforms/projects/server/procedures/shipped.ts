import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '#kernel/db/server'
import { ProcedureTemplate } from '../../model/procedures/template.ts'
import { readData } from '../loading.ts'
import { addShipped } from './template-store.ts'

const folder = 'procedure-templates'

/** The first versions of the templates, as the files have them. */
function readShipped(): ProcedureTemplate[] {
  return readdirSync(join(import.meta.dirname, '../../../../../data', folder))
    .filter((name) => name.endsWith('.json'))
    .toSorted()
    .map((name) => ProcedureTemplate.parse(JSON.parse(readData(`${folder}/${name}`))))
}

export async function takeOverShipped(db: Database, at: Date): Promise<void> {
  for (const template of readShipped()) await addShipped(db, template, at)
}
