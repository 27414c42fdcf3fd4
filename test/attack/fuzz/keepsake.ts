import { createHash } from 'node:crypto'
import { type Client, signedIn } from '../client.ts'

/** What somebody of another district put in, whom none of the callers may act for. */
export type Keepsake = {
  /** Its ids, for requests to try. */
  ids: string[]
  /** What its owner reads of it. */
  read(): Promise<Record<string, string>>
}

const shown = ({ status, body }: { status: number; body: unknown }) => {
  const { fields, title, stage, no, seq, name, sha256 } = (body ?? {}) as Record<string, unknown>
  const told = { status, fields, title, stage, no, seq, name, sha256 }
  return createHash('sha256').update(JSON.stringify(told)).digest('hex')
}

/** Registers a project and a problem of it, hands in a file, and keeps a view, in the district of Longcheng. */
export async function leaveKeepsake(origin: string): Promise<Keepsake> {
  const owner = await signedIn(origin, 'longcheng')
  const { ids, paths } = await putIn(owner)
  return {
    ids,
    read: async () => {
      const again = await signedIn(origin, 'longcheng')
      const answers: [string, string][] = []
      for (const path of paths) answers.push([path, shown(await again.get(path))])
      const { body } = await again.get('/api/ledgers/project/views')
      answers.push(['views', JSON.stringify(body)])
      const { rows } = (await again.get('/api/ledgers/project/entries?size=200')).body as {
        rows: { id: string; title: string; stage: string }[]
      }
      const projects = rows.map(({ id, title, stage }) => `${id} ${title} ${stage}`).toSorted()
      return { ...Object.fromEntries(answers), projects: projects.join('\n') }
    },
  }
}

async function putIn(owner: Client): Promise<{ ids: string[]; paths: string[] }> {
  const file = await owner.made('/api/files?name=keepsake.txt', Buffer.from('keepsake'), 'text/plain')
  const project = await owner.made('/api/ledgers/project/entries', {
    fields: { name: 'Keepsake', category: 'industry', stage: 'planning' },
    divisionCode: '211303',
  })
  const problem = await owner.made('/api/ledgers/problem/entries', {
    fields: { title: 'Keepsake', project: project.id, kind: 'land' },
    divisionCode: '211303',
  })
  const view = await owner.made('/api/ledgers/project/views', { name: 'Keepsake', query: { q: 'Keepsake' } })
  const ids = [file.id, project.id, problem.id, view.id] as string[]
  return { ids, paths: [`/api/files/${ids[0]}`, `/api/entries/${ids[1]}`, `/api/entries/${ids[2]}`] }
}
