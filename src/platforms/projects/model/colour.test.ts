import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { colourOf, defaultColourSettings, isAllowedSetting, type ProjectColour } from './colour.ts'
import { isBuilding, isInProduction, type ProjectStage, projectStages } from './stages.ts'

const recorded = (done: number, total: number) =>
  Array.from({ length: total }, (_, i) => ({ done: i < done }))

const table: [done: number, total: number, stage: ProjectStage, colour: ProjectColour, because: string][] = [
  [0, 0, 'planning', 'not_provable', 'no_procedures'],
  [0, 0, 'construction', 'not_provable', 'no_procedures'],
  [0, 0, 'production', 'not_provable', 'no_procedures'],
  [0, 0, 'operation', 'not_provable', 'no_procedures'],
  [0, 9, 'procedures', 'red', 'too_few_done'],
  [1, 9, 'procedures', 'red', 'too_few_done'],
  [3, 9, 'procedures', 'red', 'too_few_done'],
  [5, 9, 'procedures', 'red', 'too_few_done'],
  [6, 9, 'procedures', 'yellow', 'enough_done'],
  [8, 9, 'procedures', 'yellow', 'enough_done'],
  [9, 9, 'procedures', 'yellow', 'all_done_not_building'],
  [9, 9, 'to_start', 'yellow', 'all_done_not_building'],
  [9, 9, 'groundbreaking', 'blue', 'all_done_building'],
  [9, 9, 'construction', 'blue', 'all_done_building'],
  [9, 9, 'trial_production', 'blue', 'all_done_building'],
  [2, 9, 'construction', 'red', 'too_few_done_but_building'],
  [7, 9, 'construction', 'yellow', 'enough_done'],
  [9, 9, 'production', 'green', 'in_production'],
  [9, 9, 'full_capacity', 'green', 'in_production'],
  [9, 9, 'operation', 'green', 'in_production'],
  [8, 9, 'production', 'green', 'in_production_procedures_open'],
  [2, 3, 'signing', 'yellow', 'enough_done'],
  [1, 1, 'signing', 'yellow', 'all_done_not_building'],
  [199, 300, 'signing', 'red', 'too_few_done'],
  [200, 300, 'signing', 'yellow', 'enough_done'],
]

for (const [done, total, stage, colour, because] of table) {
  test(`${done} of ${total} procedures at ${stage} is ${colour} because ${because}`, () => {
    const verdict = colourOf({ procedures: recorded(done, total), stage })
    assert.equal(verdict.colour, colour)
    assert.equal(verdict.because, because)
    assert.deepEqual([verdict.done, verdict.total], [done, total])
  })
}

test('a district may turn yellow from one third on, and not earlier nor later than the page allows', () => {
  const oneThird = { yellowFrom: { numerator: 1, denominator: 3 } }
  assert.equal(colourOf({ procedures: recorded(3, 9), stage: 'procedures' }, oneThird).colour, 'yellow')
  assert.equal(colourOf({ procedures: recorded(2, 9), stage: 'procedures' }, oneThird).colour, 'red')
  const allowed = (numerator: number, denominator: number) =>
    isAllowedSetting({ yellowFrom: { numerator, denominator } })
  assert.deepEqual(
    [
      allowed(1, 3),
      allowed(1, 2),
      allowed(2, 3),
      allowed(1, 4),
      allowed(3, 4),
      allowed(1, 0),
      allowed(1.5, 3),
    ],
    [true, true, true, false, false, false, false],
  )
})

test('a procedure that the project does not need counts on neither side', () => {
  const procedures = [
    ...recorded(4, 6),
    { done: false, applicable: false },
    { done: true, applicable: false },
  ]
  const verdict = colourOf({ procedures, stage: 'procedures' })
  assert.deepEqual([verdict.colour, verdict.done, verdict.total], ['yellow', 4, 6])
  const none = colourOf({ procedures: [{ done: true, applicable: false }], stage: 'construction' })
  assert.equal(none.colour, 'not_provable')
})

test('for any record the colour follows the page, and one more procedure done never moves it back', () => {
  const order: ProjectColour[] = ['red', 'yellow', 'blue', 'green']
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 60 }),
      fc.nat(60),
      fc.constantFrom(...projectStages),
      (total, some, stage) => {
        const done = Math.min(some, total)
        const { colour } = colourOf({ procedures: recorded(done, total), stage }, defaultColourSettings)
        if (isInProduction(stage)) assert.equal(colour, 'green')
        else if (done === total) assert.equal(colour, isBuilding(stage) ? 'blue' : 'yellow')
        else if (3 * done < total) assert.equal(colour, 'red')
        else assert.equal(colour, 3 * done >= 2 * total ? 'yellow' : 'red')
        if (done < total) {
          const next = colourOf({ procedures: recorded(done + 1, total), stage }).colour
          assert.ok(order.indexOf(next) >= order.indexOf(colour))
        }
      },
    ),
  )
})
