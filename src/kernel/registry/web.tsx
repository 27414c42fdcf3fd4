export { HoldsButton } from './web/HoldsButton.tsx'
export { RegistryName } from './web/RegistryName.tsx'
export { RegistrySelect } from './web/RegistrySelect.tsx'
export type { RegistryKind } from './web/registry-objects.ts'
