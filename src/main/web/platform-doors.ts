import type { PlatformPages } from '#kernel/ui/web'
import { platforms } from '../platforms.ts'

/** Platforms are found by their folder; a platform without screens has no web door. */
const doors = import.meta.glob<{ platformPages: PlatformPages }>('../../platforms/*/web.tsx')

export async function platformDoors(): Promise<PlatformPages[]> {
  const found = platforms
    .map((name) => doors[`../../platforms/${name}/web.tsx`])
    .filter((door) => door !== undefined)
  const modules = await Promise.all(found.map((load) => load()))
  return modules.map(({ platformPages }) => platformPages)
}
