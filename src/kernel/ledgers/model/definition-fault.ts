/** A fault in a definition: where it is, what it is, and what its text names beside. */
export type DefinitionFault = {
  path: string
  code: string
  name: string
  params?: Record<string, string | number>
}
