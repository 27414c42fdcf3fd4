import type { PlatformPages } from '#kernel/ui/web'

export const platformPages: PlatformPages = {
  work: async () => (await import('./platform.ts')).webPlatform,
}
