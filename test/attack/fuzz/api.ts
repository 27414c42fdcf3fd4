/** What the published description of the API says, as far as requests are made from it. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Schema = { [key: string]: unknown }

export type Parameter = { name: string; in: 'path' | 'query' | 'header'; required: boolean; schema: Schema }

export type Operation = {
  method: string
  path: string
  parameters: readonly Parameter[]
  /** Of a JSON body; absent where there is none, or where it is bytes. */
  body: Schema | undefined
  /** The body is taken as it comes. */
  bytes: boolean
  open: boolean
  /** The right that it asks for. */
  right: string | undefined
}

type Described = {
  parameters?: Parameter[]
  security?: unknown[]
  'x-right'?: string
  requestBody?: { content: Record<string, { schema: Schema }> }
}

/** The operations of an OpenAPI 3.1 document, in a fixed order. */
export function operationsOf(document: { paths: Record<string, Record<string, Described>> }): Operation[] {
  return Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { parameters = [], security, requestBody, 'x-right': right }]) => ({
          method: method.toUpperCase(),
          path,
          parameters,
          body: requestBody?.content['application/json']?.schema,
          bytes: requestBody?.content['*/*'] !== undefined,
          open: security?.length === 0,
          right,
        }),
      ),
    )
    .toSorted((a, b) => (`${a.path} ${a.method}` < `${b.path} ${b.method}` ? -1 : 1))
}
