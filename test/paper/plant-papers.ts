import type { World } from '../world/app.ts'

/** Where the papers of the projects platform lie, by the route that hands them out. */
export type Papers = ReadonlyMap<string, string>

/**
 * What of the projects platform comes on paper, with a person's numbers typed wherever somebody might: a project, an
 * order on a problem of it, a meeting with its minutes, a circular; and a bulletin of the grid.
 */
export async function plantPapers(world: World, words: string): Promise<Papers> {
  const office = world.as('plans.office')
  const post = async (url: string, body: object, by = office) => {
    const answer = await by.post(url, body)
    if (answer.status >= 300) throw new Error(`${url}: ${answer.bytes.toString()}`)
    return answer.body
  }
  const seqOf = async (id: string): Promise<number> => (await office.get(`/api/entries/${id}`)).body.seq
  const project = await world.entry({
    in: 'riverside',
    ledger: 'project',
    fields: { name: `示例厂 ${words}`, notes: words },
  })
  const problem = await world.entry({
    in: 'riverside',
    ledger: 'problem',
    by: 'plans.steward',
    fields: { title: words, project: project.id, description: words },
  })
  const dispatch = {
    expectedSeq: problem.seq,
    input: { organisationId: world.organisations.get('990001-works'), dueOn: '2026-03-06' },
  }
  await post(`/api/entries/${problem.id}/actions/dispatch`, dispatch, world.as('plans.handler'))
  await post(`/api/entries/${problem.id}/actions/order`, {
    expectedSeq: problem.seq + 1,
    input: { instruction: words, answerOn: '2026-03-10' },
  })
  const meeting = await world.entry({
    in: 'riverside',
    ledger: 'meeting',
    fields: { title: words, kind: 'special', heldOn: '2026-03-02', place: words },
  })
  const minutes = `/api/projects/meetings/${meeting.id}`
  await post(`${minutes}/opening`, { expectedSeq: meeting.seq })
  await post(`${minutes}/ending`, { expectedSeq: await seqOf(meeting.id) })
  await world.app.relay.drain()
  const { entryId } = await post('/api/projects/circulars', {
    kind: 'month',
    day: '2026-02-28',
    divisionCode: '990001',
  })
  const bulletin = await post(
    '/api/grid/bulletins',
    { kind: 'month', day: '2026-02-28', divisionCode: '990001' },
    world.as('plans.dispatcher'),
  )
  const order = `/api/entries/${problem.id}/orders/${problem.seq + 2}`
  const rosters: [string, string][] = [
    ['/api/grid/coverage.xlsx', '/api/grid/coverage.xlsx?division=990001&measure=cells_without_worker'],
    ['/api/grid/duty.xlsx', '/api/grid/duty.xlsx?division=990001'],
  ]
  return new Map([
    ...rosters,
    ...['docx', 'pdf'].flatMap((format): [string, string][] => [
      [
        `/api/projects/circulars/:circularId/paper.${format}`,
        `/api/projects/circulars/${entryId}/paper.${format}`,
      ],
      [
        `/api/grid/bulletins/:circularId/paper.${format}`,
        `/api/grid/bulletins/${bulletin.entryId}/paper.${format}`,
      ],
      [`/api/entries/:entryId/orders/:seq/paper.${format}`, `${order}/paper.${format}`],
      [`/api/projects/sheets.${format}`, `/api/projects/sheets.${format}?ids=${project.id}`],
      [`/api/projects/meetings/:entryId/minutes.${format}`, `${minutes}/minutes.${format}`],
    ]),
  ])
}
