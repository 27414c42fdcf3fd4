import { z } from 'zod'
import { LocalText } from '#kernel/i18n/model'

/** The layer whose cells have people of their own; other layers are for their platforms. */
export const servedLayer = 'community'
/** Whoever plans who serves where: cells, buildings, duty. */
export const rosterRight = 'rosters.manage'

const cellDuties = ['worker', 'leader'] as const
export const CellDuty = z.enum(cellDuties)
export type CellDuty = z.infer<typeof CellDuty>

export const Day = z.iso.date()
export const Reason = z.string().trim().min(1).max(400)
export const CellCode = z.string().regex(/^\d{15}$/)
export const DivisionScope = z.string().regex(/^\d{6}(\d{3}(\d{3})?)?$/)

export const Assignment = z.strictObject({
  id: z.uuid(),
  cell: CellCode,
  duty: CellDuty,
  accountId: z.int(),
  name: z.string(),
  from: Day,
  to: Day.nullable(),
})
export type Assignment = z.infer<typeof Assignment>

export const CellRow = z.strictObject({
  code: z.string(),
  name: LocalText,
  village: z.string(),
  /** Split or merged since: it no longer exists, and whoever served it must be given another. */
  ended: z.boolean(),
  workers: z.array(Assignment),
  leaders: z.array(Assignment),
  buildings: z.int(),
  households: z.int(),
})
export type CellRow = z.infer<typeof CellRow>

export const CellList = z.strictObject({
  on: Day,
  cells: z.array(CellRow),
  can: z.strictObject({ manage: z.boolean() }),
})
export type CellList = z.infer<typeof CellList>

export const RosterChange = z.strictObject({
  no: z.int(),
  kind: z.string(),
  by: z.string(),
  at: z.string(),
  reason: z.string(),
  detail: z.record(z.string(), z.json()),
})
export type RosterChange = z.infer<typeof RosterChange>

export const CellDetail = CellRow.extend({
  past: z.array(Assignment),
  changes: z.array(RosterChange),
  can: z.strictObject({ manage: z.boolean() }),
})
export type CellDetail = z.infer<typeof CellDetail>

export const Staff = z.strictObject({
  accountId: z.int(),
  name: z.string(),
  duty: CellDuty,
  organisation: LocalText,
  cells: z.int(),
})
export type Staff = z.infer<typeof Staff>

const perAct = 500
export const AssignBody = z.strictObject({
  cells: z.array(CellCode).min(1).max(perAct),
  duty: CellDuty,
  accountId: z.int().positive(),
  from: Day,
  reason: Reason,
})
export type AssignBody = z.infer<typeof AssignBody>

export const EndBody = z.strictObject({ to: Day, reason: Reason })
export type EndBody = z.infer<typeof EndBody>

/** 交接: all or some of the cells of one go to another on one day. */
export const HandoverBody = z.strictObject({
  fromAccountId: z.int().positive(),
  toAccountId: z.int().positive(),
  duty: CellDuty,
  /** All that the first one serves within the caller's reach, where none are named. */
  cells: z.array(CellCode).min(1).max(perAct).optional(),
  on: Day,
  reason: Reason,
})
export type HandoverBody = z.infer<typeof HandoverBody>

export const Changed = z.strictObject({ changed: z.int(), unchanged: z.int() })
export type Changed = z.infer<typeof Changed>

/** How much work went with the cells: incidents to verify, key persons in care. */
export const HandedOver = Changed.extend({ work: z.int() })
export type HandedOver = z.infer<typeof HandedOver>

export const BuildingRow = z.strictObject({
  id: z.uuid(),
  name: z.string(),
  village: z.string().nullable(),
  /** Where its point lies; null where it has none, or lies in no cell. */
  cell: z.string().nullable(),
  cellName: LocalText.nullable(),
  households: z.int(),
  residents: z.int(),
  /** Whether there is a head; who it is only for who may see the person. */
  hasHead: z.boolean(),
  head: z.strictObject({ personId: z.uuid(), name: z.string(), from: Day }).nullable(),
})
export type BuildingRow = z.infer<typeof BuildingRow>

export const BuildingPage = z.strictObject({
  rows: z.array(BuildingRow),
  total: z.int(),
  can: z.strictObject({ manage: z.boolean() }),
})
export type BuildingPage = z.infer<typeof BuildingPage>

export const BuildingHome = z.strictObject({
  householdId: z.uuid(),
  number: z.string().nullable(),
  unit: z.string(),
  room: z.string(),
  headName: z.string().nullable(),
  members: z.int(),
  residents: z.array(z.strictObject({ personId: z.uuid(), name: z.string() })),
})
export type BuildingHome = z.infer<typeof BuildingHome>

export const BuildingDetail = BuildingRow.extend({
  homes: z.array(BuildingHome),
  changes: z.array(RosterChange),
  can: z.strictObject({ manage: z.boolean() }),
})
export type BuildingDetail = z.infer<typeof BuildingDetail>

export const HeadBody = z.strictObject({ personId: z.uuid().nullable(), from: Day, reason: Reason })
export type HeadBody = z.infer<typeof HeadBody>

/** In which building a household lives, as far as the reader may see it, and in which cell that stands. */
export const HouseholdResidence = z.strictObject({
  divisionCode: z.string(),
  residence: z
    .strictObject({
      placeId: z.uuid(),
      /** Null: a building that is out of the reader's sight. */
      name: z.string().nullable(),
      cell: z.string().nullable(),
      cellName: LocalText.nullable(),
      unit: z.string(),
      room: z.string(),
      from: Day,
    })
    .nullable(),
  changes: z.array(RosterChange),
  can: z.strictObject({ manage: z.boolean() }),
})
export type HouseholdResidence = z.infer<typeof HouseholdResidence>

export const ResidenceBody = z.strictObject({
  placeId: z.uuid().nullable(),
  unit: z.string().trim().max(20).default(''),
  room: z.string().trim().max(20).default(''),
  from: Day,
  reason: Reason,
})
export type ResidenceBody = z.infer<typeof ResidenceBody>
