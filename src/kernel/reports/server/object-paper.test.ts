import assert from 'node:assert/strict'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { documentSays } from '../../../../test/paper/office/round-trip.ts'
import { pdfPictures, pdfText } from '../../../../test/paper/programs.ts'
import { openWorld, type World } from '../../../../test/world/app.ts'

const village = '990001001001'
const idNumber = '990000199001010017'
const phone = '15412345001'

describe('the sheet of an object of the register', () => {
  let world: World
  let folder: string
  const ids: Record<string, string> = {}
  const registrar = () => world.as('plans.registrar')
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'yiwang-sheets-'))
    world = await openWorld()
    const make = async (kind: string, body: object) => {
      const answer = await registrar().post(`/api/${kind}s`, { divisionCode: village, ...body })
      assert.equal(answer.status, 201, answer.bytes.toString())
      ids[kind] = answer.body.id
      return answer.body.id as string
    }
    const relatives: { personId: string; relation: string }[] = []
    for (const [index, relation] of [
      'child',
      'child',
      'parent',
      'parent',
      'sibling',
      'sibling',
      'other_relative',
      'other_relative',
      'unrelated',
      'unrelated',
      'unrelated',
    ].entries())
      relatives.push({ personId: await make('person', { name: `示例成员${index}` }), relation })
    const head = await make('person', { name: '示例·白露', idNumber, phone, address: `示例路1号 ${phone}` })
    const members = [{ personId: head, relation: 'head' }, ...relatives]
    await make('household', { number: '7', from: '2026-01-01', members })
    await make('enterprise', {
      name: '示例商店',
      phone,
      industry: '零售',
      note: `找 ${phone} ${'说明'.repeat(400)}`,
    })
    await make('place', { name: '示例广场', kind: 'site' })
    const hold = { kind: 'freeze', document: '示例裁定1号', reason: `来电 ${phone}` }
    assert.equal((await registrar().post(`/api/persons/${head}/holds`, hold)).status, 201)
    const subjects = [{ kind: 'person', objectId: head, role: 'party' }]
    for (let entry = 0; entry < 8; entry += 1)
      await world.entry({
        in: 'riverside.first',
        ledger: 'toy',
        fields: { subject: `事项 ${phone}` },
        more: { subjects },
      })
  })
  after(async () => {
    await world.close()
    await rm(folder, { recursive: true, force: true })
  })
  const sheet = (kind: string, format: string, query = '') =>
    `/api/${kind}s/${ids[kind]}/paper.${format}${query}`
  const said = async (kind: string, query = '') => {
    const answer = await registrar().get(sheet(kind, 'docx', query))
    assert.equal(answer.status, 200, answer.bytes.toString())
    return documentSays(answer.bytes).join('\n')
  }

  test('says facts, restrictions, households and entries, and leads to its page; on one page of A4', async () => {
    const person = await said('person')
    for (const part of [
      '示例·白露',
      '990000********0017',
      '154****5001',
      '示例裁定1号',
      '来电 154****5001',
      `/registry/person/${ids['person']}`,
      '事项 154****5001',
      '2 more',
    ])
      assert.ok(person.includes(part), `${part} in ${person}`)
    const household = await said('household')
    for (const part of ['示例·白露', 'spouse', '2 more'])
      assert.equal(household.includes(part), part !== 'spouse', part)
    assert.ok((await said('enterprise')).includes('找 154****5001'))
    assert.ok((await said('place')).includes('示例广场'))
    for (const kind of ['person', 'household', 'enterprise', 'place']) {
      const pdf = (await registrar().get(sheet(kind, 'pdf'))).bytes
      assert.equal((await pdfPictures(folder, pdf)).length, 1, `${kind}: one page`)
      assert.ok(!(await pdfText(folder, pdf)).includes(phone))
    }
  })

  test('bears whole numbers for a purpose only, which is on record as looks and with the export', async () => {
    const looks = async () => (await registrar().get(`/api/persons/${ids['person']}/unmaskings`)).body.looks
    assert.deepEqual(await looks(), [])
    for (const kind of ['person', 'enterprise']) assert.ok(!(await said(kind)).includes(phone))
    const purpose = '寄送通知书'
    const whole = await said('person', `?purpose=${encodeURIComponent(purpose)}`)
    for (const number of [idNumber, phone]) assert.ok(whole.includes(number))
    const seen = (await looks()).map(
      (look: { field: string; purpose: string }) => `${look.field} ${look.purpose}`,
    )
    assert.deepEqual(seen.toSorted(), [`idNumber ${purpose}`, `phone ${purpose}`])
    const { rows } = (await registrar().get('/api/report-files')).body
    const logged = rows.filter((row: { purpose: string | null }) => row.purpose === purpose)
    assert.deepEqual(
      logged.map((row: Record<string, unknown>) => [row['what'], row['format'], row['path']]),
      [['object', 'docx', `/api/persons/${ids['person']}/paper.docx`]],
    )
    assert.equal(
      (await world.as('plans.office').get(sheet('person', 'pdf', '?purpose=look+at+it'))).status,
      403,
    )
  })

  test('is nobody’s who may not see the object', async () => {
    assert.equal((await world.as('hillside.office').get(sheet('person', 'docx'))).status, 404)
    assert.equal((await world.stranger().get(sheet('person', 'docx'))).status, 401)
  })
})
