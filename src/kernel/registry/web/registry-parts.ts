import { type ComponentType, createContext, useContext } from 'react'
import type { RegistryKind } from './registry-objects.ts'

/** What pages of the register show of areas that stand above it in the house; whoever puts the web together fills it. */
export type RegistryParts = {
  /** Takes files that prove something. */
  FilesInput: ComponentType<{
    id: string
    field: string
    value: readonly string[]
    onChange: (ids: string[]) => void
  }>
  Files: ComponentType<{ ids: readonly string[] }>
  /** What ledgers hold on an object. */
  Entries: ComponentType<{ kind: RegistryKind; id: string }>
  /** What platforms keep of an object in tables of their own. */
  More: readonly ComponentType<{ kind: string; id: string }>[]
}

export const RegistryPartsContext = createContext<RegistryParts | null>(null)

export function useRegistryParts(): RegistryParts {
  const parts = useContext(RegistryPartsContext)
  if (!parts) throw new Error('the pages of the register stand within RegistryPartsContext')
  return parts
}
