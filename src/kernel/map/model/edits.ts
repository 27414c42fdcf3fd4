import { z } from 'zod'
import { Position } from '#kernel/divisions/model'
import { Bounds, LayerFeature } from './layers.ts'

const Code = z.string().trim().min(1).max(30)
const Name = z.string().trim().min(1).max(60)
/** A part with the code and name that it is to have; a code that the layer has already keeps its English name. */
const Part = z.strictObject({ code: Code, name: Name, name_en: Name.optional() })

/** As drawn: rings may be left open, points may be repeated; more is refused where it is a fault, with its place. */
const Drawn = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('Polygon'),
    coordinates: z.array(z.array(Position).min(3).max(20_000)).min(1).max(200),
  }),
  z.strictObject({
    type: z.literal('MultiPolygon'),
    coordinates: z
      .array(z.array(z.array(Position).min(3).max(20_000)).min(1).max(200))
      .min(1)
      .max(200),
  }),
])

/**
 * One step of an edit. A vertex is named by where it stands: it moves, and goes, in every shape that has it. `split`
 * gives `parts[0]` what lies left of the line as it was drawn. `redraw` takes from its neighbours what it gains, and
 * gives what it loses to the neighbour with the longest border along it.
 */
export const LayerEdit = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('move_vertex'), from: Position, to: Position }),
  z.strictObject({ kind: z.literal('insert_vertex'), edge: z.tuple([Position, Position]), at: Position }),
  z.strictObject({ kind: z.literal('remove_vertex'), at: Position }),
  z.strictObject({
    kind: z.literal('split'),
    code: Code,
    line: z.array(Position).min(2).max(5000),
    parts: z.tuple([Part, Part]),
  }),
  z.strictObject({ kind: z.literal('merge'), codes: z.array(Code).min(2).max(100), into: Part }),
  z.strictObject({
    kind: z.literal('draw'),
    code: Code,
    name: Name,
    name_en: Name.optional(),
    polygon: Drawn,
  }),
  z.strictObject({ kind: z.literal('redraw'), code: Code, polygon: Drawn }),
])
export type LayerEdit = z.infer<typeof LayerEdit>

export const LayerEdits = z.strictObject({
  expectedVersion: z.int(),
  /** Answers what would come of it, or the faults, and writes nothing. */
  dryRun: z.boolean().default(false),
  edits: z.array(LayerEdit).min(1).max(500),
})
export type LayerEdits = z.infer<typeof LayerEdits>

export const LayerChange = z.strictObject({
  /** Of the layer after it; in a dry run, the present one. */
  version: z.int(),
  /** The number of the edit in the layer's history; null in a dry run. */
  no: z.int().nullable(),
  changed: z.object({ type: z.literal('FeatureCollection'), features: z.array(LayerFeature) }),
  removed: z.array(z.string()),
})
export type LayerChange = z.infer<typeof LayerChange>

/** What can be wrong with geometry; the text is the key `error.map.<code>`. */
export const geometryFaults = [
  'too_few_points',
  'no_area',
  'spike',
  'self_crossing',
  'ring_touches_itself',
  'hole_outside',
  'rings_overlap',
  'out_of_bounds',
  'overlap',
  'gap',
  'sliver',
  'swallowed',
  'unknown_vertex',
  'unknown_edge',
  'junction',
  'unknown_code',
  'code_taken',
  'code_pattern',
  'codes_fixed',
  'has_shape',
  'no_cut',
  'many_parts',
  'merge_point_only',
  'merge_apart',
  'out_of_scope',
  'too_intricate',
] as const
export type GeometryFaultCode = (typeof geometryFaults)[number]

export const editKinds = ['edit', 'import', 'undo'] as const

/** What was done to a layer, and by whom. */
export const LayerEditRecord = z.strictObject({
  no: z.int(),
  kind: z.enum(editKinds),
  at: z.iso.datetime(),
  by: z.strictObject({ accountId: z.int(), name: z.string() }),
  /** The steps by kind, in order: `[{ kind: 'split', codes: ['…'] }]`. */
  what: z.array(z.strictObject({ kind: z.string(), codes: z.array(z.string()) })),
  changed: z.array(z.string()),
  removed: z.array(z.string()),
  bounds: Bounds.nullable(),
  /** Of an undo: what it undid. */
  undoes: z.int().nullable(),
  undoneBy: z.int().nullable(),
  /** Whether it can be undone, or why not: already undone, or later edits changed the same shapes. */
  can: z.strictObject({
    undo: z.union([
      z.literal(true),
      z.strictObject({
        code: z.enum(['already_undone', 'changed_since', 'out_of_scope', 'no_right']),
        reason: z.string(),
        /** The later edits that it depends on. */
        edits: z.array(z.int()),
      }),
    ]),
  }),
})
export type LayerEditRecord = z.infer<typeof LayerEditRecord>

export const LayerHistory = z.strictObject({ rows: z.array(LayerEditRecord), total: z.int() })
export type LayerHistory = z.infer<typeof LayerHistory>
