import { z } from 'zod'
import type { Database } from '#kernel/db/server'
import { notFound } from '#kernel/errors/model'
import { defineRoute, type Route } from '#kernel/http/server'
import { LayerChange, LayerEdits, LayerHistory } from '../model/edits.ts'
import { LayerId } from '../model/layers.ts'
import { applyEdits } from '../model/topology/apply-edits.ts'
import { changeLayer } from './change-layer.ts'
import { isShapeLayer, requireDrawn } from './layer-book.ts'
import { historyOf, undoEdit } from './undo.ts'

type Deps = { db: Database; now: () => Date }

const params = z.object({ mapLayer: LayerId })
const editing = { kind: 'scoped', by: 'layer', right: 'divisions.edit' } as const

export function editRoutes(deps: Deps): Route[] {
  return [editRoute(deps), historyRoute(deps), undoRoute(deps)]
}

function editRoute(deps: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/map/layers/:mapLayer/edits',
    summary: 'Edits shapes, all or none: shared borders move together, and no gap or overlap is left',
    access: editing,
    params,
    body: LayerEdits,
    response: LayerChange,
    bodyLimit: 8 << 20,
    clientKey: true,
    handler: async ({ actor, params: { mapLayer: layer }, body, clientKey }) => {
      await requireDrawn(deps.db, layer)
      return changeLayer(deps, {
        actor,
        layer,
        kind: 'edit',
        clientKey,
        request: body,
        expectedVersion: body.expectedVersion,
        dryRun: body.dryRun,
        steps: body.edits,
        path: 'edits',
        make: ({ coverage, rules }) => applyEdits(coverage, body.edits, rules),
      })
    },
  })
}

function historyRoute(deps: Deps): Route {
  return defineRoute({
    method: 'GET',
    path: '/api/map/layers/:mapLayer/edits',
    summary: 'Who changed what in a layer, the latest first',
    access: { kind: 'scoped', by: 'layer' },
    params,
    query: z.object({
      page: z.coerce.number().int().min(1).max(100_000).default(1),
      size: z.coerce.number().int().min(1).max(200).default(20),
    }),
    response: LayerHistory,
    handler: ({ actor, params: { mapLayer: layer }, query }) => {
      if (!isShapeLayer(layer)) throw notFound()
      return historyOf(deps, actor, layer, query)
    },
  })
}

function undoRoute(deps: Deps): Route {
  return defineRoute({
    method: 'POST',
    path: '/api/map/layers/:mapLayer/edits/:no/undo',
    summary: 'Puts back what an edit changed, unless later edits changed it again',
    access: editing,
    params: params.extend({ no: z.coerce.number().int().min(1).max(2_000_000_000) }),
    response: LayerChange,
    clientKey: true,
    handler: async ({ actor, params: { mapLayer: layer, no }, clientKey }) => {
      await requireDrawn(deps.db, layer)
      return undoEdit(deps, { actor, layer, no, clientKey })
    },
  })
}
