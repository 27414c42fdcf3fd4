import type { Ground, OpenPlatform } from '#kernel/ledgers/server'
import type { Catalogues } from '../model/incidents/catalogue.ts'

/** A part of the platform: what a platform is, but that most parts have nothing to close. */
export type GridPart = Omit<OpenPlatform, 'close'> & { close?(): Promise<void> }

/** Opens a part; what it keeps (rules, catalogues) is read before the engine stands. */
export type OpenPart = (ground: GridGround) => Promise<GridPart>

/** What there is before the parts open: each reads the same catalogue. */
type GridGround = Ground & { catalogues: Catalogues }
