import type { Ground, OpenPlatform } from '#kernel/ledgers/server'

/** A part of the platform: what a platform is, but that most parts have nothing to close. */
export type GridPart = Omit<OpenPlatform, 'close'> & { close?(): Promise<void> }

/** Opens a part; what it keeps (rules, catalogues) is read before the engine stands. */
export type OpenPart = (ground: Ground) => Promise<GridPart>
