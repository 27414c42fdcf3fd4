import '../../model/quality/messages.ts'
import type { OpenPart } from '../part.ts'
import { rhythmRoutes } from './rhythm-routes.ts'

export const openQuality: OpenPart = async () => ({ ledgers: [], routes: rhythmRoutes })
