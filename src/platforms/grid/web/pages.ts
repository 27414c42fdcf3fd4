import type { PlatformPages } from '#kernel/ui/web'

export const platformPages: PlatformPages = {
  field: async () => (await import('./field/pages.ts')).gridField,
  work: async () => (await import('./platform.ts')).webPlatform,
  portal: async () => (await import('./portal/pages.ts')).portalPages,
}
