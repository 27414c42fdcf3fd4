import type { Values } from '#kernel/ledgers/model'
import { zhCN } from '../messages.zh-CN.ts'
import type { DemonstrationIncident } from './demonstration-incident.ts'

/** Who takes a step: the operations centre, who is responsible, the supervisor, or whoever holds the task. */
export type Doer = 'centre' | 'unit' | 'supervisor' | 'verifier'
export type CourseStep = { action: string; by: Doer; hours: number; input: Values; toUnit?: true }

const text = (key: keyof typeof zhCN) => zhCN[key]
const step = (action: string, by: Doer, hours: number, input: Values = {}): CourseStep => ({
  action,
  by,
  hours,
  input,
})
const given = (action: string, by: Doer, hours: number, input: Values = {}): CourseStep => ({
  ...step(action, by, hours, input),
  toUnit: true,
})

const order = ['registered', 'dispatched', 'handling', 'completed', 'verified', 'closed']

/** The steps of an invented matter after its registration, each so many hours after it. */
export function courseOf(incident: DemonstrationIncident): CourseStep[] {
  const { reach, reason = text('incidents.demonstration.reason') } = incident
  if (reach === 'refused') return [step('refuse', 'centre', 1, { reason })]
  if (reach === 'voided') return [step('void', 'centre', 1, { reason })]
  const far = order.indexOf(reach)
  if (far < 1) return []
  return [
    ...handedOut(incident),
    ...(far >= 2 ? [step('acknowledge', 'unit', 2), ...meanwhile(incident)] : []),
    ...(far >= 3 ? completed(incident) : []),
    ...(far >= 4 ? [step('verify', 'verifier', 4, { outcome: 'passed' })] : []),
    ...(far >= 5 ? closed(incident) : []),
  ]
}

/** Sent back once, it is dispatched again; twice, the supervisor settles it. */
function handedOut({ sentBack = 0 }: DemonstrationIncident): CourseStep[] {
  const back = [
    given('dispatch', 'centre', 1),
    step('send_back', 'unit', 1, { reason: text('incidents.demonstration.not_ours') }),
  ]
  const reason = text('incidents.demonstration.adjudicated')
  if (sentBack === 0) return [given('dispatch', 'centre', 1)]
  if (sentBack === 1) return [...back, given('dispatch', 'centre', 1)]
  return [...back, ...back, given('adjudicate', 'supervisor', 1, { reason })]
}

function meanwhile({ extension, suspended }: DemonstrationIncident): CourseStep[] {
  return [
    ...(extension === undefined
      ? []
      : [
          step('request_extension', 'unit', 2, {
            count: extension,
            reason: text('incidents.demonstration.extension'),
          }),
          step('approve_extension', 'centre', 2, { outcome: 'approved' }),
        ]),
    ...(suspended === undefined ? [] : [step('suspend', 'centre', 3, { reason: suspended })]),
  ]
}

function completed({ failed }: DemonstrationIncident): CourseStep[] {
  const complete = step('complete', 'unit', 3, { result: text('incidents.demonstration.result') })
  return failed ? [complete, step('verify', 'verifier', 3, { outcome: 'failed' }), complete] : [complete]
}

function closed({ reopened }: DemonstrationIncident): CourseStep[] {
  const close = step('close', 'centre', 5, {
    closingConditionMet: true,
    noPhotoReason: text('incidents.demonstration.no_photo'),
  })
  return reopened === undefined ? [close] : [close, step('reopen', 'centre', 6, { reason: reopened })]
}
