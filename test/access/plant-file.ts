import type { PlantedWorld } from './planting.ts'
import type { MayKnow } from './secrets.ts'

/** A file that hangs on nothing, and an upload under way: both their uploader's alone. */
export async function plantLooseFile(at: PlantedWorld): Promise<void> {
  const office = at.world.as('plans.office')
  const accountId: number = (await office.get('/api/session')).body.account.id
  const may: MayKnow = (reader) => reader.accountId === accountId
  const id = await office.upload(
    `${at.secrets.word('name of a loose file', may)}.txt`,
    at.secrets.word('a loose file', may),
  )
  at.secrets.id(id, 'a loose file', may)
  const opened = await office.send('POST', '/api/uploads', {
    headers: {
      'tus-resumable': '1.0.0',
      'upload-length': '9',
      'upload-metadata': `filename ${btoa('a.txt')}`,
    },
  })
  at.uploads.push({ id: String(opened.headers['location']).split('/').at(-1) ?? '', accountId })
  at.files.push({ id, may })
}
