import { addressWith } from '#kernel/ui/web'

/** Where a project's page is; as of an earlier day where one is given. */
export function projectAddress(id: string, asOf?: string): string {
  return addressWith(`/projects/${id}`, { asOf })
}

/** The same for a problem, which has the kernel's own page. */
export function problemAddress(id: string, asOf?: string): string {
  return addressWith(`/entries/${id}`, { asOf })
}
