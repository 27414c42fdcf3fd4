import { z } from 'zod'
import { created, defineRoute, type Route } from '#kernel/http/server'
import {
  Enterprise,
  EnterprisePage,
  EnterpriseQuery,
  EnterpriseUpdate,
  NewEnterprise,
} from '../model/enterprise.ts'
import {
  CompositionUpdate,
  Household,
  HouseholdOn,
  HouseholdPage,
  HouseholdQuery,
  HouseholdUpdate,
  NewHousehold,
} from '../model/household.ts'
import {
  NewPerson,
  Person,
  PersonNumber,
  PersonPage,
  PersonQuery,
  PersonUpdate,
  Unmasked,
  UnmaskRequest,
} from '../model/person.ts'
import '../model/messages.ts'
import { NewPlace, Place, PlacePage, PlaceQuery, PlaceUpdate } from '../model/place.ts'
import { createEnterprise, getEnterprise, listEnterprises, updateEnterprise } from './enterprises.ts'
import {
  createHousehold,
  getHousehold,
  listHouseholds,
  recomposeHousehold,
  updateHousehold,
} from './households.ts'
import { createPerson, findPersons, getPerson, listPersons, updatePerson } from './persons.ts'
import { createPlace, getPlace, listPlaces, updatePlace } from './places.ts'
import type { RegistryDeps } from './records.ts'
import { unmaskEnterprise, unmaskPerson } from './unmasking.ts'

const toRead = { kind: 'scoped', by: 'registry', right: 'registry.read' } as const
const toWrite = { kind: 'scoped', by: 'registry', right: 'registry.write' } as const
const toUnmask = { kind: 'scoped', by: 'registry', right: 'registry.unmask' } as const
const params = z.object({ id: z.uuid() })

/** Persons, households, enterprises and places: list, open, register, change, unmask. */
export function registryRoutes(deps: RegistryDeps): Route[] {
  return [...personRoutes(deps), ...householdRoutes(deps), ...enterpriseRoutes(deps), ...placeRoutes(deps)]
}

function personRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/persons',
      summary: 'Persons, found by name, pinyin or initials',
      access: toRead,
      query: PersonQuery,
      response: PersonPage,
      handler: ({ actor, query }) => listPersons(deps, actor, query),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons/number',
      summary: 'Persons who have a whole identity number or phone; who asked and when goes on record',
      access: toRead,
      body: PersonNumber,
      response: PersonPage,
      handler: ({ actor, body }) => findPersons(deps, actor, body),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/persons/:id',
      summary: 'One person, identity number and phone masked',
      access: toRead,
      params,
      response: Person,
      handler: ({ actor, params }) => getPerson(deps, actor, params.id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons',
      summary: 'Registers a person',
      access: toWrite,
      body: NewPerson,
      response: Person,
      clientKey: true,
      handler: async ({ actor, body, clientKey }) =>
        created(await createPerson(deps, actor, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/persons/:id',
      summary: 'Changes what is given of a person; what is left out stays',
      access: toWrite,
      params,
      body: PersonUpdate,
      response: Person,
      handler: ({ actor, params, body }) => updatePerson(deps, actor, params.id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/persons/:id/unmask',
      summary: 'Shows a whole identity number or phone; who, when and what for go on record',
      access: toUnmask,
      params,
      body: UnmaskRequest,
      response: Unmasked,
      handler: ({ actor, params, body }) => unmaskPerson(deps, actor, params.id, body),
    }),
  ]
}

function householdRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/households',
      summary: 'Households, found by number or by the name of their head',
      access: toRead,
      query: HouseholdQuery,
      response: HouseholdPage,
      handler: ({ actor, query }) => listHouseholds(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/households/:id',
      summary: 'One household with its members on a day',
      access: toRead,
      params,
      query: HouseholdOn,
      response: Household,
      handler: ({ actor, params, query }) => getHousehold(deps, actor, params.id, query.on),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/households',
      summary: 'Registers a household',
      access: toWrite,
      body: NewHousehold,
      response: Household,
      clientKey: true,
      handler: async ({ actor, body, clientKey }) =>
        created(await createHousehold(deps, actor, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/households/:id',
      summary: 'Changes what is given of a household; what is left out stays',
      access: toWrite,
      params,
      body: HouseholdUpdate,
      response: Household,
      handler: ({ actor, params, body }) => updateHousehold(deps, actor, params.id, body),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/households/:id/members',
      summary: 'Sets who belongs to a household from a day on',
      access: toWrite,
      params,
      body: CompositionUpdate,
      response: Household,
      handler: ({ actor, params, body }) => recomposeHousehold(deps, actor, params.id, body),
    }),
  ]
}

function enterpriseRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/enterprises',
      summary: 'Enterprises, found by name, pinyin, initials or credit code',
      access: toRead,
      query: EnterpriseQuery,
      response: EnterprisePage,
      handler: ({ actor, query }) => listEnterprises(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/enterprises/:id',
      summary: 'One enterprise, its contact’s phone masked',
      access: toRead,
      params,
      response: Enterprise,
      handler: ({ actor, params }) => getEnterprise(deps, actor, params.id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/enterprises',
      summary: 'Registers an enterprise',
      access: toWrite,
      body: NewEnterprise,
      response: Enterprise,
      clientKey: true,
      handler: async ({ actor, body, clientKey }) =>
        created(await createEnterprise(deps, actor, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/enterprises/:id',
      summary: 'Changes what is given of an enterprise; what is left out stays',
      access: toWrite,
      params,
      body: EnterpriseUpdate,
      response: Enterprise,
      handler: ({ actor, params, body }) => updateEnterprise(deps, actor, params.id, body),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/enterprises/:id/unmask',
      summary: 'Shows the contact’s whole phone; who, when and what for go on record',
      access: toUnmask,
      params,
      body: UnmaskRequest.extend({ field: z.literal('phone') }),
      response: Unmasked,
      handler: ({ actor, params, body }) => unmaskEnterprise(deps, actor, params.id, body),
    }),
  ]
}

function placeRoutes(deps: RegistryDeps): Route[] {
  return [
    defineRoute({
      method: 'GET',
      path: '/api/places',
      summary: 'Places, found by name, pinyin, initials or kind',
      access: toRead,
      query: PlaceQuery,
      response: PlacePage,
      handler: ({ actor, query }) => listPlaces(deps, actor, query),
    }),
    defineRoute({
      method: 'GET',
      path: '/api/places/:id',
      summary: 'One place',
      access: toRead,
      params,
      response: Place,
      handler: ({ actor, params }) => getPlace(deps, actor, params.id),
    }),
    defineRoute({
      method: 'POST',
      path: '/api/places',
      summary: 'Registers a place',
      access: toWrite,
      body: NewPlace,
      response: Place,
      clientKey: true,
      handler: async ({ actor, body, clientKey }) => created(await createPlace(deps, actor, body, clientKey)),
    }),
    defineRoute({
      method: 'PUT',
      path: '/api/places/:id',
      summary: 'Changes what is given of a place; what is left out stays',
      access: toWrite,
      params,
      body: PlaceUpdate,
      response: Place,
      handler: ({ actor, params, body }) => updatePlace(deps, actor, params.id, body),
    }),
  ]
}
