import { z } from 'zod'
import { defineRoute, type Route } from '#kernel/http/server'
import {
  DataElement,
  DataElementList,
  DataElementUpdate,
  ElementCode,
} from '../../model/data-elements/element.ts'
import '../../model/messages.ts'
import type { RegistryDeps } from '../records.ts'
import { changeElement, changeRight, readElements, readVersions } from './elements.ts'

const catalogue = {
  kind: 'signed_in',
  because: 'what is held of people, on which ground and for what, is for everyone to read; it names nobody',
} as const
const params = z.object({ element: ElementCode })

/** The catalogue of data elements. */
export function dataElementRoutes({ db, now }: Pick<RegistryDeps, 'db' | 'now'>): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/data-elements',
      summary: 'The facts that forms may be filled with: owner, class, ground, freshness, and for whom',
      access: catalogue,
      response: DataElementList,
      handler: ({ actor }) => readElements(db, actor),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/data-elements/:element/versions',
      summary: 'Every version of an element with who made it, the newest first',
      access: catalogue,
      params,
      response: z.array(DataElement),
      handler: ({ params: { element } }) => readVersions(db, element),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/data-elements/:element',
      summary: 'Makes the next version of an element',
      access: { ...catalogue, right: changeRight },
      params,
      body: DataElementUpdate,
      response: DataElement,
      handler: ({ actor, params: { element }, body }) => changeElement({ db, now }, actor, element, body),
    }),
  ]
}
