import { SubjectEntries } from '#kernel/ledgers/web'
import type { RegistryParts } from '#kernel/registry/web'
import { lazyPart, type WebPlatform } from '#kernel/ui/web'

/** What the register's pages show of the areas above it and of platforms, loaded when first shown. */
export const registryParts = (platforms: readonly WebPlatform[]): RegistryParts => ({
  FilesInput: lazyPart(() => import('#kernel/files/web').then(({ FilesInput }) => ({ default: FilesInput }))),
  Files: lazyPart(() => import('#kernel/files/web').then(({ FileList }) => ({ default: FileList }))),
  Entries: SubjectEntries,
  More: platforms.flatMap(({ objectParts }) => objectParts ?? []),
})
