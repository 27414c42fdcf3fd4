import assert from 'node:assert/strict'
import { sealLog } from '../../src/main/jobs.ts'
import { type World, worldPlaces } from '../world/app.ts'
import type { Answer, Caller } from '../world/caller.ts'

/** Words that stand nowhere else. */
export const secret = {
  name: '诸葛清除测',
  pinyin: 'zhugeqingchuce',
  idNumber: '990000199001010017',
  phone: '15400007731',
  address: '无名巷柒拾柒号院',
  source: '清除来源口述',
  illness: '罕见病甲乙丙丁',
  seen: '独居且卧床不起',
  income: '98765432100',
  remark: '家属来电说明情况',
  paper: '病历正文不得外泄',
  paperName: '诊断书原件扫描',
  scan: '笔录内容不得外泄',
  corrected: '改正后的罕见病名',
  asked: '申请改成的新住址',
  why: '申请变更的家事缘由',
  proof: '证明材料内容不得外泄',
  moved: '迁入时的口头说明',
  agreed: '电话录音里的同意',
}
export const place = worldPlaces['riverside.first']

export function ok(answer: Answer, status = 200): Answer['body'] {
  assert.equal(answer.status, status, answer.bytes.toString())
  return answer.body
}

export const officeOf = (world: World) => world.as('plans.office')
export const registrarOf = (world: World) => world.as('plans.registrar')

/** Somebody else who may erase. */
export async function leaderOf(world: World): Promise<Caller> {
  const organisationId = world.organisations.get('990001-plans') as number
  const scope = { divisions: [worldPlaces.district], ledgers: null, sensitivity: 2 }
  const position = { code: 'leader', loginName: 'leader', organisationId, role: 'district_leader', ...scope }
  return (await world.newCaller(position)).caller
}

export async function registerPerson(world: World, name: string, more: object = {}): Promise<string> {
  return ok(await registrarOf(world).post('/api/persons', { name, divisionCode: place, ...more }), 201).id
}

type Planted = { id: string; no: string; seq: number }

export async function register(world: World, fields: object): Promise<Planted> {
  const body = { fields: { matter: '走访', ...fields }, divisionCode: place }
  const { id, no, seq } = ok(await officeOf(world).post('/api/ledgers/care/entries', body), 201)
  return { id, no, seq }
}

async function act(world: World, entry: Planted, action: string, input: object): Promise<void> {
  const body = { expectedSeq: entry.seq, input }
  entry.seq = ok(await officeOf(world).post(`/api/entries/${entry.id}/actions/${action}`, body)).seq
}

export type PlantedPerson = {
  personId: string
  entry: Planted
  closed: Planted
  /** Another person's, with a file of the same content as one of this person's. */
  theirs: Planted
  paper: string
  scan: string
}

/** The values of one person wherever the house takes any. */
export async function plantPerson(world: World): Promise<PlantedPerson> {
  const registrar = registrarOf(world)
  const office = officeOf(world)
  const { name, idNumber, phone, address, source } = secret
  const personId = await registerPerson(world, name, { idNumber, phone, address, source })
  ok(
    await registrar.send('PUT', `/api/persons/${personId}`, {
      body: { expectedVersion: 1, address: `${address}二楼` },
    }),
  )
  ok(await registrar.post(`/api/persons/${personId}/unmask`, { field: 'phone', purpose: `打给${name}` }))
  const consent = { purpose: 'satisfaction_call', givenOn: '2026-03-01', source: secret.agreed }
  ok(await registrar.post(`/api/persons/${personId}/consents`, consent), 201)
  const files = [await office.upload('proof.txt', secret.proof)]
  const asked = { field: 'address', value: secret.asked, reason: secret.why, files }
  ok(await office.post(`/api/persons/${personId}/change-requests`, asked), 201)
  const other = await registerPerson(world, '旁人')
  const members = [
    { personId, relation: 'head' },
    { personId: other, relation: 'spouse' },
  ]
  const home = { divisionCode: place, from: '2026-01-01', members }
  const { id: homeId } = ok(await registrar.post('/api/households', home), 201)
  const born = await registerPerson(world, '新生儿')
  const birth = { kind: 'birth', on: '2026-02-01', members: [{ personId: born, relation: 'child' }] }
  const relations = [{ personId, relation: 'head' }]
  const event = { ...birth, relations, note: secret.moved }
  ok(await registrar.post(`/api/households/${homeId}/events`, event), 201)
  const hold = await registrar.post(`/api/persons/${personId}/holds`, {
    kind: 'freeze',
    document: '法〔2026〕9号',
    reason: `${name}案未结`,
  })
  ok(hold, 201)
  const paper = await office.upload(`${secret.paperName}.txt`, secret.paper)
  const scan = await office.upload('b.txt', secret.scan)
  const shared = await office.upload('c.txt', 'a content that two have')
  const twin = await office.upload('d.txt', 'a content that two have')
  const entry = await register(world, {
    person: personId,
    illness: secret.illness,
    home: secret.address,
    income: Number(secret.income),
    visits: [{ on: '2026-03-01', seen: secret.seen }],
    papers: [paper, shared],
  })
  await act(world, entry, 'report', { illness: secret.corrected })
  await act(world, entry, 'comment', { text: secret.remark, scans: [scan] })
  const closed = await register(world, { person: personId, illness: secret.illness })
  await act(world, closed, 'settle', {})
  const theirs = await register(world, { person: other, illness: 'their own', papers: [twin] })
  await world.app.relay.drain()
  for (const q of [name, secret.illness, phone])
    ok(await office.post('/api/ledgers/care/views', { name: `看${q}`, query: { q } }), 201)
  ok(await office.post('/api/ledgers/care/views', { name: '其他', query: { q: '道路' } }), 201)
  await sealLog(world.house)
  return { personId, entry, closed, theirs, paper, scan }
}
