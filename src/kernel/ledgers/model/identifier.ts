import { z } from 'zod'

export const Identifier = z.string().regex(/^[a-z][a-z0-9_]{0,39}$/, 'ledgers.bad_identifier')
export const FieldName = z.string().regex(/^[a-z][a-zA-Z0-9]{0,39}$/, 'ledgers.bad_field_name')
