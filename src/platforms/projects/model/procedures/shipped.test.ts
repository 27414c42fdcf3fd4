import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { parseCsv } from '../csv.ts'
import { stepsFor } from './steps.ts'
import { limitOf, plannedDays, ProcedureTemplate } from './template.ts'
import { findCycle, templateFaults } from './template-faults.ts'

const data = join(import.meta.dirname, '../../../../../data')
const folder = join(data, 'procedure-templates')
const shipped = readdirSync(folder).map((name) => ({
  name,
  template: ProcedureTemplate.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))),
}))
const usual = parseCsv(readFileSync(join(data, 'procedures.csv'), 'utf8')).records.map(
  ({ cells }) => cells.code ?? '',
)

describe('the templates that the program brings along', () => {
  test('there is one for each type of project, named by its code and sound', () => {
    assert.deepEqual(shipped.map(({ name }) => name).sort(), [
      'enterprise_approval.json',
      'enterprise_filing.json',
      'government_invested.json',
    ])
    for (const { name, template } of shipped) {
      assert.equal(`${template.code}.json`, name)
      assert.equal(template.version, 1)
      assert.deepEqual(templateFaults(template), [], name)
    }
  })

  test('every limit has the rule that it stands in, and where there is none the template says so', () => {
    for (const { template } of shipped)
      for (const step of template.procedures) {
        assert.match(step.basis, /《.+》/, step.code)
        if (limitOf(step, 'ordinary') === null) assert.ok(step.usualDays !== null, step.code)
        // A figure of a faster lane is a promise of the district's; none is shipped.
        assert.deepEqual(step.lanes, {}, step.code)
        assert.ok(plannedDays(step, 'ordinary') >= 0)
      }
  })

  test('the ten usual procedures keep their codes', () => {
    const filing = shipped.find(({ template }) => template.code === 'enterprise_filing')
    const codes = filing?.template.procedures.map(({ code }) => code) ?? []
    assert.deepEqual(
      usual.filter((code) => !codes.includes(code)),
      [],
    )
  })

  test('whatever is answered, no step waits for one that does not apply, and nothing goes in a circle', () => {
    for (const { template } of shipped) {
      const questions = template.questions.map(({ code }) => code)
      for (let bits = 0; bits < 2 ** questions.length; bits += 1) {
        const answers = Object.fromEntries(questions.map((code, at) => [code, ((bits >> at) & 1) === 1]))
        const { procedures, milestones } = stepsFor(template, answers)
        const steps = [...procedures, ...milestones]
        const codes = new Set(steps.map(({ code }) => code))
        for (const { code, after } of steps)
          assert.ok(
            after.every((link) => codes.has(link.code)),
            `${template.code} ${code}`,
          )
        assert.deepEqual(findCycle(steps), [])
      }
    }
  })
})
