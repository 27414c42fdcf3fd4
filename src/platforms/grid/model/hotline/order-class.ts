import { z } from 'zod'
import { orderClasses } from './classes.ts'

export const OrderClass = z.enum(orderClasses)
